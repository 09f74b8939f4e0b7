import type { RefObject } from 'preact';
import type { ApprovalContent } from '../../../src/shared/approvals/approvalState.ts';

/**
 * Gives what was filled in on a card, to be sent with an answer that accepts. null: it is not complete; then the card
 * says what is missing and the first such field has the focus.
 */
export type Collect = () => ApprovalContent | null;

/** What a card whose answer has content gives to the part that is filled in. */
export interface FillInProps<A> {
  readonly approval: A;
  /** The answer is on its way: nothing can be changed any more. */
  readonly disabled: boolean;
  readonly collect: RefObject<Collect | null>;
  /** Enter in a field of one line: answers as the accepting button does. */
  readonly onEnter: (event: KeyboardEvent) => void;
}
