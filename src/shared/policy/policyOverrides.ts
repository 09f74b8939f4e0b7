import type { AskForApproval, SandboxMode, SandboxPolicy, ThreadSettings } from '../../protocol/index.ts';
import type { AppState } from '../appState.ts';
import { workspaceFolders } from '../folders/workspaceFolders.ts';
import { policyParts, toPolicyMode, type PolicyMode } from './policyMode.ts';
import { choiceKey, type PolicyChoice, type PolicyState, type Reviewer } from './policyState.ts';

interface StartOverrides {
  approvalPolicy?: AskForApproval;
  sandbox?: SandboxMode;
  permissions?: string;
  approvalsReviewer?: Reviewer;
}

interface TurnOverrides {
  approvalPolicy?: AskForApproval;
  sandboxPolicy?: SandboxPolicy;
  permissions?: string;
  approvalsReviewer?: Reviewer;
  collaborationMode?: ThreadSettings['collaborationMode'];
}

/**
 * The mode that a new thread is started with: the person's choice for it, else the workspace's default, else `agent`
 * where codex's configuration says nothing. null: none is sent, and codex decides; so also where the mode is
 * forbidden, or nobody knows what the configuration says.
 */
export function newThreadMode({ chosen, remembered, limits }: PolicyState): PolicyMode | null {
  const fallback = limits?.configured === null ? 'agent' : null;
  const mode = chosen[choiceKey(null)]?.mode ?? remembered ?? fallback;
  return mode && !limits?.forbidden[mode] ? mode : null;
}

/** The members of `thread/start` that say the policy. Its sandbox is spelled in kebab case. */
export function startOverrides(policy: PolicyState): StartOverrides {
  const mode = newThreadMode(policy);
  const reviewer = policy.chosen[choiceKey(null)]?.reviewer;
  const parts = mode && policyParts[mode];
  return {
    ...(parts && { approvalPolicy: parts.approvalPolicy }),
    ...(parts && (policy.limits?.usesProfiles ? { permissions: parts.profile } : { sandbox: parts.sandbox })),
    ...(reviewer && { approvalsReviewer: reviewer }),
  };
}

/** What holds for a thread as a choice: what was chosen for it, else what codex reports to be in force. */
export function wholeChoice({ policy, threadSettings, workspace }: AppState, threadId: string): PolicyChoice {
  const settings = threadSettings[threadId];
  const mode =
    settings && toPolicyMode(settings.approvalPolicy, settings.sandbox, workspaceFolders(workspace));
  return {
    ...(mode && mode !== 'custom' && { mode }),
    ...(settings && { reviewer: settings.reviewer, isPlanMode: settings.isPlanMode }),
    ...policy.chosen[threadId],
  };
}

/**
 * The members of `turn/start` that bring the thread to what was chosen for it, and that choice. All of them stay in
 * force for later turns, plan mode too: it is left by an explicit `default`. A choice that is forbidden by now is
 * not sent.
 */
export function turnOverrides(
  { policy, threadSettings }: AppState,
  threadId: string,
): { readonly overrides: TurnOverrides; readonly choice: PolicyChoice } {
  const choice = policy.chosen[threadId] ?? {};
  const { mode, reviewer, isPlanMode } = choice;
  const parts = mode && !policy.limits?.forbidden[mode] ? policyParts[mode] : undefined;
  const settings = threadSettings[threadId];
  const overrides = {
    ...(parts && { approvalPolicy: parts.approvalPolicy }),
    ...(parts &&
      (policy.limits?.usesProfiles
        ? { permissions: parts.profile }
        : { sandboxPolicy: parts.sandboxPolicy })),
    ...(reviewer && { approvalsReviewer: reviewer }),
    ...(isPlanMode !== undefined &&
      settings && {
        collaborationMode: {
          mode: isPlanMode ? ('plan' as const) : ('default' as const),
          settings: {
            model: settings.model,
            reasoning_effort: settings.effort,
            developer_instructions: null,
          },
        },
      }),
  };
  return { overrides, choice };
}
