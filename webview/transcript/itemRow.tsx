import type { JSX } from 'preact';
import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import type { ItemState, TurnProgress } from '../../src/shared/thread/threadState.ts';
import { ApprovalCard } from '../approvals/approvalCard.tsx';
import { memo } from '../ui/memo.ts';
import { ItemBody } from './items/itemBody.tsx';
import { ItemBoundary } from './items/itemBoundary.tsx';
import { itemLabel } from './items/itemLabel.ts';
import { toItemStatus } from './items/itemStatus.ts';

interface ItemRowProps {
  readonly threadId: string;
  readonly turnId: string;
  readonly turnStatus: TurnProgress;
  readonly state: ItemState;
  /** Those that belong to this item. */
  readonly approvals: readonly ApprovalState[];
  /** For a message that opens its turn, where the thread can be forked. */
  readonly canEdit: boolean;
}

/** An item that is not what the protocol says may throw here; its row then says so below. */
function rowLabel(state: ItemState): string {
  try {
    return itemLabel(state);
  } catch {
    return state.item.type;
  }
}

function Row({ threadId, turnId, turnStatus, state, approvals, canEdit }: ItemRowProps): JSX.Element {
  const { type } = state.item;
  const waits = approvals.some(({ status }) => status === 'pending');
  return (
    <div
      role="article"
      class={`item item-${type}`}
      aria-label={rowLabel(state)}
      data-item-type={type}
      data-status={toItemStatus(state)}
      data-turn-status={turnStatus}
    >
      <ItemBoundary type={type}>
        <ItemBody threadId={threadId} turnId={turnId} state={state} waits={waits} canEdit={canEdit} />
      </ItemBoundary>
      {approvals.map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} asker={null} />
      ))}
    </div>
  );
}

/** One item of a turn, with the approvals it waits for below it. Drawn again only when one of its props changed. */
export const ItemRow = memo(Row);
