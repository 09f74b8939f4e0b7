import { lineChanges, splitLines, type LineChange } from './lineChanges.ts';
import { selectHunks } from './selectHunks.ts';

/** What became of one hunk of a proposal. `edited`: neither as proposed nor as it was. */
export type HunkOutcome = 'applied' | 'leftOut' | 'edited';

export interface Selection {
  /** Every run of changed lines of the proposal, in order, with what became of it. */
  readonly hunks: readonly { readonly change: LineChange; readonly outcome: HunkOutcome }[];
  /** Runs that the proposal did not have: lines of the proposal [oldFrom, oldTo) became others of what is shown. */
  readonly further: readonly LineChange[];
}

interface Cluster {
  readonly hunks: LineChange[];
  readonly edits: LineChange[];
  /** Lines of the proposal. */
  from: number;
  to: number;
}

/** Puts hunks and edits that touch each other, as lines of the proposal, together. */
function cluster(hunks: readonly LineChange[], edits: readonly LineChange[]): Cluster[] {
  const spans = [
    ...hunks.map((hunk) => ({ hunk, edit: undefined, from: hunk.newFrom, to: hunk.newTo })),
    ...edits.map((edit) => ({ hunk: undefined, edit, from: edit.oldFrom, to: edit.oldTo })),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
  const clusters: Cluster[] = [];
  for (const { hunk, edit, from, to } of spans) {
    let last = clusters.at(-1);
    if (!last || from > last.to) {
      last = { hunks: [], edits: [], from, to };
      clusters.push(last);
    }
    last.to = Math.max(last.to, to);
    if (hunk) last.hunks.push(hunk);
    if (edit) last.edits.push(edit);
  }
  return clusters;
}

/**
 * Compares what a person left of a proposal with the proposal: when `shown` is `before` with some hunks applied, exactly
 * those are called applied and the others left out; otherwise hunks at an edited place are `edited`.
 */
export function compareSelection(before: string, proposed: string, shown: string): Selection {
  const hunks = lineChanges(before, proposed);
  const [old, made, kept] = [splitLines(before), splitLines(proposed), splitLines(shown)];
  const exact = selectHunks(old, made, hunks, kept);
  if (exact) {
    const outcomes = hunks.map((change, index) => ({ change, outcome: toOutcome(exact[index] === true) }));
    return { hunks: outcomes, further: [] };
  }
  const found: { change: LineChange; outcome: HunkOutcome }[] = [];
  const further: LineChange[] = [];
  let oldShift = 0;
  let shownShift = 0;
  for (const { hunks: own, edits, from, to } of cluster(hunks, lineChanges(proposed, shown))) {
    const oldFrom = from + oldShift;
    const shownFrom = from + shownShift;
    for (const { oldFrom: a, oldTo: b, newFrom: c, newTo: d } of own) oldShift += b - a - (d - c);
    for (const { oldFrom: a, oldTo: b, newFrom: c, newTo: d } of edits) shownShift += d - c - (b - a);
    if (own.length === 0) further.push(...edits);
    const local = own.map((hunk) => ({
      oldFrom: hunk.oldFrom - oldFrom,
      oldTo: hunk.oldTo - oldFrom,
      newFrom: hunk.newFrom - from,
      newTo: hunk.newTo - from,
    }));
    const flags = selectHunks(
      old.slice(oldFrom, to + oldShift),
      made.slice(from, to),
      local,
      kept.slice(shownFrom, to + shownShift),
    );
    for (const [index, change] of own.entries())
      found.push({ change, outcome: flags ? toOutcome(flags[index] === true) : 'edited' });
  }
  return { hunks: found, further };
}

function toOutcome(applied: boolean): HunkOutcome {
  return applied ? 'applied' : 'leftOut';
}
