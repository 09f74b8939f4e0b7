import { diffSequences, type SequenceDiff } from './diffSequences.ts';
import { type FileLines, indexLines, lineEnd, lineStart } from './fileLines.ts';
import type { Hunk, HunkLine } from './unifiedDiff.ts';

/** About 50 ms of comparing; real edits need far less, and a rewritten file reads better as one replacement. */
const maxSteps = 8_000_000;

function lineText(file: FileLines, index: number): string {
  return file.text.slice(lineStart(file, index), lineEnd(file, index));
}

function toIds(file: FileLines, ids: Map<string, number>): Int32Array {
  const result = new Int32Array(file.count);
  for (let index = 0; index < file.count; index++) {
    const open = file.unterminated && index === file.count - 1;
    // A line without its newline is another line; `\n` cannot occur in the key of a whole one.
    const key = open ? `\n${lineText(file, index)}` : lineText(file, index);
    let id = ids.get(key);
    if (id === undefined) {
      id = ids.size;
      ids.set(key, id);
    }
    result[index] = id;
  }
  return result;
}

/** Keeps the elements that the other side has too: the others are changes whatever the comparison finds. */
function keepShared(ids: Int32Array, inOther: Uint8Array): { kept: Int32Array; indexes: Int32Array } {
  const indexes = new Int32Array(ids.length);
  let count = 0;
  for (const [index, id] of ids.entries()) if (inOther[id] === 1) indexes[count++] = index;
  const used = indexes.subarray(0, count);
  return { kept: used.map((index) => ids[index] ?? 0), indexes: used };
}

function markPresent(ids: Int32Array, size: number): Uint8Array {
  const present = new Uint8Array(size);
  for (const id of ids) present[id] = 1;
  return present;
}

function diffIds(a: Int32Array, b: Int32Array, size: number): SequenceDiff {
  const left = keepShared(a, markPresent(b, size));
  const right = keepShared(b, markPresent(a, size));
  const shared = diffSequences(left.kept, right.kept, maxSteps);
  const removed = new Uint8Array(a.length).fill(1);
  const added = new Uint8Array(b.length).fill(1);
  for (const [at, index] of left.indexes.entries()) removed[index] = shared.removed[at] ?? 1;
  for (const [at, index] of right.indexes.entries()) added[index] = shared.added[at] ?? 1;
  return { removed, added };
}

/** A run of changed lines: old [oldFrom, oldTo) became new [newFrom, newTo), 0-based. */
interface Change {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

function toChanges({ removed, added }: SequenceDiff): Change[] {
  const changes: Change[] = [];
  let oldAt = 0;
  let newAt = 0;
  while (oldAt < removed.length || newAt < added.length) {
    const oldFrom = oldAt;
    const newFrom = newAt;
    while (removed[oldAt] === 1) oldAt++;
    while (added[newAt] === 1) newAt++;
    if (oldAt > oldFrom || newAt > newFrom) changes.push({ oldFrom, oldTo: oldAt, newFrom, newTo: newAt });
    oldAt++;
    newAt++;
  }
  return changes;
}

function toHunk(before: FileLines, after: FileLines, changes: readonly Change[], context: number): Hunk {
  const first = changes[0] ?? { oldFrom: 0, oldTo: 0, newFrom: 0, newTo: 0 };
  const last = changes.at(-1) ?? first;
  const lead = Math.min(context, first.oldFrom);
  const trail = Math.min(context, before.count - last.oldTo);
  const oldFrom = first.oldFrom - lead;
  const oldTo = last.oldTo + trail;
  const newFrom = first.newFrom - lead;
  const newTo = last.newTo + trail;
  const lines: HunkLine[] = [];
  let at = oldFrom;
  for (const change of changes) {
    for (; at < change.oldFrom; at++) lines.push({ kind: 'context', text: lineText(before, at) });
    for (; at < change.oldTo; at++) lines.push({ kind: 'removed', text: lineText(before, at) });
    for (let index = change.newFrom; index < change.newTo; index++) {
      lines.push({ kind: 'added', text: lineText(after, index) });
    }
  }
  for (; at < oldTo; at++) lines.push({ kind: 'context', text: lineText(before, at) });
  return {
    oldStart: oldTo > oldFrom ? oldFrom + 1 : oldFrom,
    oldLines: oldTo - oldFrom,
    newStart: newTo > newFrom ? newFrom + 1 : newFrom,
    newLines: newTo - newFrom,
    heading: '',
    lines,
    oldEndsWithoutNewline: before.unterminated && oldTo > oldFrom && oldTo === before.count,
    newEndsWithoutNewline: after.unterminated && newTo > newFrom && newTo === after.count,
  };
}

/**
 * Compares two texts line by line and returns the hunks that turn `before` into `after`, each with up to `context`
 * unchanged lines around it; none for equal texts. Line ends, a byte order mark and a missing final newline count as
 * differences. Work is bounded: files that share little come back as a few coarse replacements.
 */
export function diffTexts(before: string, after: string, context = 3): Hunk[] {
  if (before === after) return [];
  const oldFile = indexLines(before);
  const newFile = indexLines(after);
  const ids = new Map<string, number>();
  const oldIds = toIds(oldFile, ids);
  const newIds = toIds(newFile, ids);
  const hunks: Hunk[] = [];
  let group: Change[] = [];
  for (const change of toChanges(diffIds(oldIds, newIds, ids.size))) {
    const previous = group.at(-1);
    if (previous && change.oldFrom - previous.oldTo > 2 * context) {
      hunks.push(toHunk(oldFile, newFile, group, context));
      group = [];
    }
    group.push(change);
  }
  if (group.length > 0) hunks.push(toHunk(oldFile, newFile, group, context));
  return hunks;
}
