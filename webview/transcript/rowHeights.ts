import type { TurnRow } from './turnRows.ts';

/** Of a row that was never drawn, when none was: rather too low, so that the first drawing fills the view. */
const rowPx = 40;
const itemPx = 32;

/** The heights of rows in CSS pixels, as last measured; a guess for those that were never drawn. */
export interface RowHeights {
  set(rowId: string, heightPx: number): void;
  /** A guess stays, once it is made from others: were it to follow them, all that is below would move. */
  get(row: Pick<TurnRow, 'id' | 'items'>): number;
  /** Whether no row was measured yet. */
  isEmpty(): boolean;
  clear(): void;
}

/** Creates an empty store: one number for each row, whatever it holds. */
export function createRowHeights(): RowHeights {
  const heights = new Map<string, number>();
  const guesses = new Map<string, number>();
  let sumPx = 0;

  function guess({ id, items }: Pick<TurnRow, 'id' | 'items'>): number {
    if (heights.size === 0) return rowPx + items * itemPx;
    const guessPx = guesses.get(id) ?? sumPx / heights.size;
    guesses.set(id, guessPx);
    return guessPx;
  }

  return {
    set(rowId, heightPx) {
      sumPx += heightPx - (heights.get(rowId) ?? 0);
      heights.set(rowId, heightPx);
      guesses.delete(rowId);
    },
    get: (row) => heights.get(row.id) ?? guess(row),
    isEmpty: () => heights.size === 0,
    clear() {
      heights.clear();
      guesses.clear();
      sumPx = 0;
    },
  };
}
