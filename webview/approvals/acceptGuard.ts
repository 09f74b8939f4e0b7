import type { ApprovalOption, ApprovalState } from '../../src/shared/approvals/approvalState.ts';

/**
 * Whether the card shows what would be done: the files of a change; the command, the host, or that it is input for a
 * process whose output the transcript shows. The server may leave all of it out, and its item may be unknown here.
 */
export function canBeJudged(approval: ApprovalState): boolean {
  if (approval.kind === 'fileChange') return approval.changes.length > 0;
  if (approval.kind !== 'commandExecution') return true;
  const { networkApprovalContext, kind } = approval.request;
  return Boolean(approval.command) || Boolean(networkApprovalContext) || kind === 'writeStdin';
}

/** Whether the option may be chosen now. What cannot be judged can only be refused; one answer is enough. */
export function isChoosable(approval: ApprovalState, option: ApprovalOption): boolean {
  if (approval.status === 'answering') return false;
  return option.kind === 'decline' || option.kind === 'cancel' || canBeJudged(approval);
}
