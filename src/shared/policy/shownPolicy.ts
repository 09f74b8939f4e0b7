import type { AppState } from '../appState.ts';
import { workspaceFolders } from '../folders/workspaceFolders.ts';
import { newThreadMode } from './policyOverrides.ts';
import { toPolicyMode, type PolicyMode } from './policyMode.ts';
import { choiceKey } from './policyState.ts';

export interface ShownPolicy {
  /** `unknown`: a stored thread that codex has not loaded yet keeps its own. */
  readonly mode: PolicyMode | 'custom' | 'unknown';
  /** Chosen, and not yet in force: it counts from the next turn. */
  readonly isPending: boolean;
  readonly isPlanMode: boolean;
  readonly isAutoReview: boolean;
  readonly canPlan: boolean;
  readonly canAutoReview: boolean;
}

/** What the picker shows for a thread, or for a new one (null): the person's choice, else what codex reports. */
export function shownPolicy(
  { policy, threadSettings, workspace }: Pick<AppState, 'policy' | 'threadSettings' | 'workspace'>,
  threadId: string | null,
): ShownPolicy {
  const { limits } = policy;
  const choice = policy.chosen[choiceKey(threadId)];
  const settings = threadId === null ? undefined : threadSettings[threadId];
  const inForce = settings
    ? toPolicyMode(settings.approvalPolicy, settings.sandbox, workspaceFolders(workspace))
    : threadId === null && (newThreadMode(policy) ?? limits?.configured);
  const chosen = choice?.mode && !limits?.forbidden[choice.mode] ? choice.mode : undefined;
  return {
    mode: chosen ?? (inForce || 'unknown'),
    isPending: threadId !== null && chosen !== undefined && chosen !== inForce,
    isPlanMode: choice?.isPlanMode ?? settings?.isPlanMode ?? false,
    isAutoReview: (choice?.reviewer ?? settings?.reviewer) === 'auto_review',
    canPlan: limits?.canPlan ?? false,
    canAutoReview: limits?.canAutoReview ?? false,
  };
}
