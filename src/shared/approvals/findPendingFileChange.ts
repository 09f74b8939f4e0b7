import type { AppState } from '../appState.ts';
import type { FileChangeApproval } from './approvalState.ts';

/** The file change that waits for an answer: of the shown thread if there is one, else the oldest. */
export function findPendingFileChange(
  state: Pick<AppState, 'approvals'>,
  shownThreadId: string | null,
): FileChangeApproval | undefined {
  const waiting = state.approvals.filter(
    (approval): approval is FileChangeApproval =>
      approval.kind === 'fileChange' && approval.status === 'pending',
  );
  return waiting.find(({ threadId }) => threadId === shownThreadId) ?? waiting[0];
}
