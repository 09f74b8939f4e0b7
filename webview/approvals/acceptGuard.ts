import type {
  ApprovalOption,
  ApprovalState,
  ElicitationApproval,
} from '../../src/shared/approvals/approvalState.ts';
import { toFormFields } from '../../src/shared/approvals/formFields.ts';
import { linkHost } from './linkHost.ts';

function canBeFilledIn({ request }: ElicitationApproval): boolean {
  if (request.mode === 'url') return linkHost(request.url) !== null;
  return request.mode === 'form' && toFormFields(request.requestedSchema) !== null;
}

/**
 * Whether the card shows what would be done: the files of a change; the command, the host, or that it is input for a
 * process whose output the transcript shows; a form that this client can draw, or a link to the web. The server may
 * leave out what there is to judge, and its item may be unknown here.
 */
export function canBeJudged(approval: ApprovalState): boolean {
  switch (approval.kind) {
    case 'fileChange':
      return approval.changes.length > 0;
    case 'commandExecution': {
      const { networkApprovalContext, kind } = approval.request;
      return Boolean(approval.command) || Boolean(networkApprovalContext) || kind === 'writeStdin';
    }
    case 'elicitation':
      return canBeFilledIn(approval);
    default:
      return true;
  }
}

/** The answers to show. An edited proposal is another one than the files it names: it can be accepted once only. */
export function shownOptions(approval: ApprovalState): readonly ApprovalOption[] {
  if (approval.kind !== 'fileChange' || !approval.edited) return approval.options;
  return approval.options.filter(({ kind }) => kind !== 'acceptForSession');
}

/** Whether the option says no, which needs nothing to judge and nothing to fill in. */
export function isRefusal(option: ApprovalOption): boolean {
  return option.kind === 'decline' || option.kind === 'cancel';
}

/** Whether the option may be chosen now. What cannot be judged can only be refused; one answer is enough. */
export function isChoosable(approval: ApprovalState, option: ApprovalOption): boolean {
  if (approval.status === 'answering') return false;
  return isRefusal(option) || canBeJudged(approval);
}
