import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import type { TurnState } from '../../src/shared/thread/threadState.ts';
import { shownItems } from './shownItems.ts';
import { itemsPerRow, rowCount, rowId, type TurnRows } from './turnRows.ts';

/**
 * The indices of the rows with approvals that wait for a person: their cards are drawn wherever the view is, since they
 * may be focused at any time. `byTurn`: the approvals of the thread by turn id.
 */
export function waitingRows(
  turns: readonly TurnState[],
  rows: TurnRows,
  byTurn: ReadonlyMap<string, readonly ApprovalState[]>,
): number[] {
  return [...byTurn].flatMap(([turnId, approvals]) => {
    const first = rows.indexOf.get(turnId);
    const turn = turns[rows.list[first ?? -1]?.turnIndex ?? -1];
    if (first === undefined || !turn) return [];
    const items = shownItems(turn.items);
    return approvals
      .filter(({ status }) => status === 'pending')
      .map(({ itemId }) => {
        const at = items.findIndex(({ item }) => item.id === itemId);
        const part = at < 0 ? rowCount(turn) - 1 : Math.floor(at / itemsPerRow);
        return rows.indexOf.get(rowId(turnId, part)) ?? first;
      });
  });
}
