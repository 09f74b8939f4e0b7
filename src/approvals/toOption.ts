import type { ApprovalOption } from '../shared/approvals/approvalState.ts';

/** The option of a kind that an approval offers at most once: the kind is its id. */
export function toOption(kind: ApprovalOption['kind']): ApprovalOption {
  return { id: kind, kind, detail: null };
}
