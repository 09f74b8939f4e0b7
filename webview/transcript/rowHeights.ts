/** Of a row that was never drawn, when none was: rather too low, so that the first drawing fills the view. */
const firstGuessPx = 200;

/** The heights of rows in CSS pixels, as last measured; a guess for those that were never drawn. */
export interface RowHeights {
  set(rowId: string, heightPx: number): void;
  get(rowId: string): number;
  clear(): void;
}

/** Creates an empty store: one number for each row, whatever it holds. */
export function createRowHeights(): RowHeights {
  const heights = new Map<string, number>();
  let sumPx = 0;
  return {
    set(rowId, heightPx) {
      sumPx += heightPx - (heights.get(rowId) ?? 0);
      heights.set(rowId, heightPx);
    },
    get: (rowId) => heights.get(rowId) ?? (heights.size === 0 ? firstGuessPx : sumPx / heights.size),
    clear() {
      heights.clear();
      sumPx = 0;
    },
  };
}
