/** Of a row that was never drawn, when none was: rather too low, so that the first drawing fills the view. */
const firstGuessPx = 200;

/** The heights of rows in CSS pixels, as last measured; a guess for those that were never drawn. */
export interface RowHeights {
  set(rowId: string, heightPx: number): void;
  /** A guess stays, once it is made from others: were it to follow them, all that is below would move. */
  get(rowId: string): number;
  clear(): void;
}

/** Creates an empty store: one number for each row, whatever it holds. */
export function createRowHeights(): RowHeights {
  const heights = new Map<string, number>();
  const guesses = new Map<string, number>();
  let sumPx = 0;

  function guess(rowId: string): number {
    if (heights.size === 0) return firstGuessPx;
    const guessPx = guesses.get(rowId) ?? sumPx / heights.size;
    guesses.set(rowId, guessPx);
    return guessPx;
  }

  return {
    set(rowId, heightPx) {
      sumPx += heightPx - (heights.get(rowId) ?? 0);
      heights.set(rowId, heightPx);
      guesses.delete(rowId);
    },
    get: (rowId) => heights.get(rowId) ?? guess(rowId),
    clear() {
      heights.clear();
      guesses.clear();
      sumPx = 0;
    },
  };
}
