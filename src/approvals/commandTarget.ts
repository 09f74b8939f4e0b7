import type { AppState } from '../shared/appState.ts';
import type { ApprovalState } from '../shared/approvals/approvalState.ts';
import { rootThreadId } from '../shared/thread/rootThread.ts';

/** Ids of what a person was led to last, of what is under review, and of the thread that is shown. */
export interface CommandPlace {
  readonly reviewedId: string | undefined;
  readonly revealedId: string | null;
  readonly shownThreadId: string | null;
}

/**
 * The approval that a command without further words means. `answer`: it is in front of the person, and no other could
 * be meant. `reveal`: it has to be shown first. undefined: nothing waits.
 */
export function commandTarget(
  { approvals, summaries }: Pick<AppState, 'approvals' | 'summaries'>,
  { reviewedId, revealedId, shownThreadId }: CommandPlace,
): { readonly approval: ApprovalState; readonly act: 'answer' | 'reveal' } | undefined {
  const waiting = approvals.filter(({ status }) => status === 'pending');
  if (reviewedId !== undefined) {
    const reviewed = waiting.find(({ id }) => id === reviewedId);
    return reviewed && { approval: reviewed, act: 'answer' };
  }
  const shown = waiting.filter(({ threadId }) => rootThreadId(summaries, threadId) === shownThreadId);
  const only = shown.length === 1 ? shown[0] : shown.find(({ id }) => id === revealedId);
  if (only) return { approval: only, act: 'answer' };
  const first = shown[0] ?? waiting[0];
  return first && { approval: first, act: 'reveal' };
}

/** The approval after the one with `lastId` in the order they came, around the end; the first when that is gone. */
export function nextApproval(
  approvals: readonly ApprovalState[],
  lastId: string | null,
): ApprovalState | undefined {
  const last = approvals.findIndex(({ id }) => id === lastId);
  const around = [...approvals.slice(last + 1), ...approvals.slice(0, last + 1)];
  return around.find(({ status }) => status === 'pending');
}
