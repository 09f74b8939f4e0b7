import type { ApprovalsReviewer, ClientResults, ThreadSettings } from '../../protocol/index.ts';
import type { Reviewer, ThreadSettingsState } from './policyState.ts';

function toReviewer(reviewer: ApprovalsReviewer): Reviewer {
  return reviewer === 'user' ? 'user' : 'auto_review';
}

/** The settings that `thread/settings/updated` reports. */
export function fromThreadSettings(settings: ThreadSettings): ThreadSettingsState {
  return {
    cwd: settings.cwd,
    approvalPolicy: settings.approvalPolicy,
    sandbox: settings.sandboxPolicy,
    reviewer: toReviewer(settings.approvalsReviewer),
    model: settings.model,
    modelProvider: settings.modelProvider,
    effort: settings.effort,
    isPlanMode: settings.collaborationMode?.mode === 'plan',
  };
}

/** The settings that the result of `thread/start` or `thread/resume` reports. A new thread is not in plan mode. */
export function fromThreadResult(
  result: ClientResults['thread/start'] | ClientResults['thread/resume'],
): ThreadSettingsState {
  return {
    cwd: result.cwd,
    approvalPolicy: result.approvalPolicy,
    sandbox: result.sandbox,
    reviewer: toReviewer(result.approvalsReviewer),
    model: result.model,
    modelProvider: result.modelProvider,
    effort: result.reasoningEffort,
    isPlanMode: 'collaborationMode' in result && result.collaborationMode?.mode === 'plan',
  };
}
