import type { TurnState } from '../../src/shared/thread/threadState.ts';
import { shownItems } from './shownItems.ts';

/** Most items drawn as one row: a turn with more of them is several rows, so that its size has no limit. */
export const itemsPerRow = 24;
/** A thread with no more items is drawn as a whole: then the browser's search finds everything in it. */
const smallThreadItems = 80;

/** What the transcript draws or leaves out as one: a turn, or a part of a long one. */
export interface TurnRow {
  /** Unique in the thread; stays when turns come in before or after. */
  readonly id: string;
  readonly turnId: string;
  readonly turnIndex: number;
  /** Its place in the turn, from 0: it begins with item `part * itemsPerRow`. */
  readonly part: number;
  /** Whether it ends its turn, and so has all that follows the items. */
  readonly isEnd: boolean;
  /** How many items it had when the rows were made. */
  readonly items: number;
}

/** The rows of a thread, in order, and where they are. */
export interface TurnRows {
  readonly list: readonly TurnRow[];
  /** By row id. The first row of a turn has the turn's own id. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** So few that all of them may be drawn. */
  readonly isSmall: boolean;
}

/** How many rows a turn is: one, but for a very long one. */
export function rowCount({ items }: TurnState): number {
  return items.length <= itemsPerRow ? 1 : Math.ceil(shownItems(items).length / itemsPerRow) || 1;
}

/** The id of a part (from 0) of a turn. */
export function rowId(turnId: string, part: number): string {
  return part === 0 ? turnId : `${turnId}/${part}`;
}

/** The rows of `turns`, oldest first. */
export function turnRows(turns: readonly TurnState[]): TurnRows {
  const list = turns.flatMap((turn, turnIndex) => {
    const count = rowCount(turn);
    const items = count === 1 ? turn.items.length : shownItems(turn.items).length;
    return Array.from({ length: count }, (_, part) => ({
      id: rowId(turn.id, part),
      turnId: turn.id,
      turnIndex,
      part,
      isEnd: part === count - 1,
      items: Math.min(items - part * itemsPerRow, itemsPerRow),
    }));
  });
  const isSmall = turns.reduce((count, { items }) => count + items.length, 0) <= smallThreadItems;
  return { list, indexOf: new Map(list.map(({ id }, index) => [id, index])), isSmall };
}
