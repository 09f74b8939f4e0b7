/** One line of a hunk. `text` has no prefix and no `\n`; a `\r` of the file's own line end stays part of it. */
export interface HunkLine {
  readonly kind: 'context' | 'added' | 'removed';
  readonly text: string;
}

/** One hunk of a unified diff. Starts are 1-based; with a count of 0 the start names the line before (0 = top). */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** What follows the second `@@`, without the space between; '' if nothing does. */
  readonly heading: string;
  readonly lines: readonly HunkLine[];
  /** The hunk's last old line is the file's last and has no newline. */
  readonly oldEndsWithoutNewline: boolean;
  /** The hunk's last new line is the file's last and has no newline. */
  readonly newEndsWithoutNewline: boolean;
}

export interface ChangeCount {
  readonly added: number;
  readonly removed: number;
}

/** Counts the added and removed lines of `hunks`. */
export function countChanges(hunks: readonly Hunk[]): ChangeCount {
  let added = 0;
  let removed = 0;
  for (const hunk of hunks) {
    for (const line of hunk.lines) {
      if (line.kind === 'added') added++;
      else if (line.kind === 'removed') removed++;
    }
  }
  return { added, removed };
}

/** Turns each run of changed lines round; context lines stay the very same. */
function invertLines(lines: readonly HunkLine[]): HunkLine[] {
  const inverted = lines.slice();
  let at = 0;
  while (at < lines.length) {
    let end = at;
    let kept = 0;
    for (let line = lines[end]; line && line.kind !== 'context'; line = lines[++end])
      if (line.kind === 'added') kept++;
    // A diff lists what goes before what comes; without the reordering an inverted one would not.
    let removedAt = at;
    let addedAt = at + kept;
    for (; at < end; at++) {
      const line = lines[at];
      if (line?.kind === 'added') inverted[removedAt++] = { kind: 'removed', text: line.text };
      else if (line) inverted[addedAt++] = { kind: 'added', text: line.text };
    }
    at++;
  }
  return inverted;
}

/** Returns the hunks that undo `hunks`: applied to the new text they give the old one back. */
export function invertHunks(hunks: readonly Hunk[]): Hunk[] {
  return hunks.map((hunk) => ({
    oldStart: hunk.newStart,
    oldLines: hunk.newLines,
    newStart: hunk.oldStart,
    newLines: hunk.oldLines,
    heading: hunk.heading,
    lines: invertLines(hunk.lines),
    oldEndsWithoutNewline: hunk.newEndsWithoutNewline,
    newEndsWithoutNewline: hunk.oldEndsWithoutNewline,
  }));
}
