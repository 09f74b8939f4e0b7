import type { TurnRow } from './turnRows.ts';

type Row = Pick<TurnRow, 'id' | 'items'>;

/** Of an item, when none was ever drawn: rather too low, so that the first drawing fills the view. */
const lowItemPx = 32;

/** The heights of rows in CSS pixels, as last measured; a guess by their items for those that were never drawn. */
export interface RowHeights {
  set(row: Row, heightPx: number): void;
  /** A guess stays, once it is made from others: were it to follow them, all that is below would move. */
  get(row: Row): number;
  /** Forgets the rows, and guesses those of another thread by them until one of its own is measured. */
  clear(): void;
}

/** A row has a heading or an end beside its items. */
function weigh({ items }: Row): number {
  return items + 1;
}

/** Creates an empty store: two numbers for each row, whatever it holds. */
export function createRowHeights(): RowHeights {
  const heights = new Map<string, { readonly px: number; readonly weight: number }>();
  const guesses = new Map<string, number>();
  let sumPx = 0;
  let sumWeight = 0;
  let firstItemPx = lowItemPx;

  function guess(row: Row): number {
    if (heights.size === 0) return weigh(row) * firstItemPx;
    const guessPx = guesses.get(row.id) ?? (weigh(row) * sumPx) / sumWeight;
    guesses.set(row.id, guessPx);
    return guessPx;
  }

  return {
    set(row, px) {
      const before = heights.get(row.id) ?? { px: 0, weight: 0 };
      const weight = weigh(row);
      sumPx += px - before.px;
      sumWeight += weight - before.weight;
      heights.set(row.id, { px, weight });
      guesses.delete(row.id);
    },
    get: (row) => heights.get(row.id)?.px ?? guess(row),
    clear() {
      if (sumWeight > 0) firstItemPx = sumPx / sumWeight;
      heights.clear();
      guesses.clear();
      sumPx = 0;
      sumWeight = 0;
    },
  };
}
