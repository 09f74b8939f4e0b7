import type { ApprovalContent, ApprovalOption, ApprovalState } from '../shared/approvals/approvalState.ts';
import { permissionParts } from '../shared/approvals/permissionParts.ts';

/** The answer that one press gives. */
export interface QuickAnswer {
  readonly optionId: string;
  readonly content: ApprovalContent | null;
}

/** Ids of all that a request for permissions asks for; what it denies itself is no choice. */
function grantable(approval: Extract<ApprovalState, { kind: 'permissions' }>): string[] {
  return permissionParts(approval.request.permissions)
    .filter(({ access }) => access !== 'deny')
    .map(({ id }) => id);
}

/** Whether the request says what would be done, and a press says all there is to answer. */
function acceptContent(approval: ApprovalState): { readonly content: ApprovalContent | null } | undefined {
  switch (approval.kind) {
    case 'commandExecution': {
      const { kind, networkApprovalContext } = approval.request;
      const isTold = Boolean(approval.command) || Boolean(networkApprovalContext) || kind === 'writeStdin';
      return isTold ? { content: null } : undefined;
    }
    case 'fileChange':
      return approval.changes.length > 0 ? { content: null } : undefined;
    case 'mcpToolCall':
      return { content: null };
    case 'permissions': {
      const granted = grantable(approval);
      return granted.length > 0 ? { content: { kind: 'permissions', granted } } : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * What a single press of Accept, Accept for Session or Decline answers, outside the card. undefined when there is no
 * such answer: the server does not offer it, the approval is answered, questions and forms are to be filled in, and
 * what cannot be judged can only be declined. Accepting permissions grants all that was asked for.
 */
export function quickAnswer(
  approval: ApprovalState,
  kind: Extract<ApprovalOption['kind'], 'accept' | 'acceptForSession' | 'decline'>,
): QuickAnswer | undefined {
  const option = approval.options.find((candidate) => candidate.kind === kind);
  if (!option || approval.status !== 'pending') return undefined;
  // What was edited is another change than the files that a session would be granted for.
  if (kind === 'acceptForSession' && approval.kind === 'fileChange' && approval.edited) return undefined;
  if (kind === 'decline') return { optionId: option.id, content: null };
  const accepted = acceptContent(approval);
  return accepted && { optionId: option.id, content: accepted.content };
}
