import type {
  ApprovalState,
  ElicitationApproval,
  PermissionsApproval,
  UserInputApproval,
} from '../../src/shared/approvals/approvalState.ts';

/** An approval whose accepting answer holds more than the choice of an option. */
export type FillInApproval = PermissionsApproval | UserInputApproval | ElicitationApproval;

/** Whether accepting the approval needs something to be filled in. */
export function needsFillIn(approval: ApprovalState): approval is FillInApproval {
  return (
    approval.kind === 'permissions' ||
    approval.kind === 'userInput' ||
    (approval.kind === 'elicitation' && approval.request.mode === 'form')
  );
}
