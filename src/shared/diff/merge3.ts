import { lineChanges, splitLines, type LineChange } from './lineChanges.ts';

/** A place that both sides changed, each in its own way: whole lines with their ends. */
export interface MergeConflict {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

export type MergeResult =
  | { readonly kind: 'clean'; readonly text: string }
  | { readonly kind: 'conflict'; readonly conflicts: readonly MergeConflict[] };

/** Changes of one side, taken in order; `shift` is how much further its lines are than those of the base. */
class Side {
  readonly lines: readonly string[];
  readonly #changes: readonly LineChange[];
  #next = 0;
  #shift = 0;

  constructor(base: string, text: string) {
    this.lines = splitLines(text);
    this.#changes = lineChanges(base, text);
  }

  get next(): LineChange | undefined {
    return this.#changes[this.#next];
  }

  /** Takes the changes that start at or before line `to` of the base; returns how far they reach. */
  take(to: number): { reach: number; taken: number } {
    let reach = to;
    let taken = 0;
    for (let change = this.next; change && change.oldFrom <= reach; change = this.next) {
      reach = Math.max(reach, change.oldTo);
      this.#shift += change.newTo - change.newFrom - (change.oldTo - change.oldFrom);
      this.#next++;
      taken++;
    }
    return { reach, taken };
  }

  /** The offset of this side's lines at the base line reached. */
  get shift(): number {
    return this.#shift;
  }
}

/**
 * Merges two texts that were made from `base`, line by line. Changes that touch or overlap are a conflict unless they
 * are the same; nothing is ever dropped silently. Pure, never throws; time is that of two comparisons.
 */
export function merge3(base: string, mine: string, theirs: string): MergeResult {
  if (mine === theirs || theirs === base) return { kind: 'clean', text: mine };
  if (mine === base) return { kind: 'clean', text: theirs };
  const baseLines = splitLines(base);
  const left = new Side(base, mine);
  const right = new Side(base, theirs);
  const pieces: string[] = [];
  const conflicts: MergeConflict[] = [];
  let at = 0;
  while (left.next ?? right.next) {
    const from = Math.min(left.next?.oldFrom ?? Infinity, right.next?.oldFrom ?? Infinity);
    pieces.push(baseLines.slice(at, from).join(''));
    const leftFrom = from + left.shift;
    const rightFrom = from + right.shift;
    let to = from;
    let leftTaken = 0;
    let rightTaken = 0;
    for (let grown = true; grown;) {
      const onLeft = left.take(to);
      const onRight = right.take(onLeft.reach);
      leftTaken += onLeft.taken;
      rightTaken += onRight.taken;
      to = onRight.reach;
      grown = onRight.taken > 0;
    }
    const ours = left.lines.slice(leftFrom, to + left.shift).join('');
    const others = right.lines.slice(rightFrom, to + right.shift).join('');
    if (rightTaken === 0 || ours === others) pieces.push(ours);
    else if (leftTaken === 0) pieces.push(others);
    else conflicts.push({ base: baseLines.slice(from, to).join(''), mine: ours, theirs: others });
    at = to;
  }
  pieces.push(baseLines.slice(at).join(''));
  const filled = pieces.filter((piece) => piece !== '');
  // One side took the last newline away, the other added lines after it: joined, two lines would become one.
  if (filled.slice(0, -1).some((piece) => !piece.endsWith('\n'))) conflicts.push({ base, mine, theirs });
  return conflicts.length > 0 ? { kind: 'conflict', conflicts } : { kind: 'clean', text: pieces.join('') };
}
