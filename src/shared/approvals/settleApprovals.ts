import type { AppState } from '../appState.ts';
import type { ApprovalState, SettledApproval } from './approvalState.ts';

const maxSettled = 100;

/**
 * Takes the approvals that fit out of the state and keeps what became of each with its thread. One that was answered
 * here is `answered` whatever took it away; for any other it is `outcome`.
 */
export function settleApprovals(
  state: AppState,
  outcome: Exclude<SettledApproval['outcome'], 'answered'>,
  fits: (approval: ApprovalState) => boolean,
): AppState {
  const leaving = state.approvals.filter(fits);
  if (leaving.length === 0) return state;
  const threads = { ...state.threads };
  for (const approval of leaving) {
    const thread = threads[approval.threadId];
    if (!thread) continue;
    const settled = { approval, outcome: approval.status === 'answering' ? 'answered' : outcome } as const;
    threads[thread.id] = { ...thread, settled: [...thread.settled, settled].slice(-maxSettled) };
  }
  return { ...state, threads, approvals: state.approvals.filter((approval) => !leaving.includes(approval)) };
}
