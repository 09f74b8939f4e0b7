import type { Hunk, HunkLine } from './unifiedDiff.ts';

export type ParseResult =
  { readonly ok: true; readonly hunks: Hunk[] } | { readonly ok: false; readonly reason: string };

const header = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$/s;
const fileHeader =
  /^(?:---|\+\+\+|diff |index |old mode |new mode |new file mode |deleted file mode |similarity index |dissimilarity index |rename |copy |Index: |=====)/;

/** Walks a text line by line without splitting it first: a patch is mostly lines that are needed once. */
class LineReader {
  readonly #text: string;
  #next = 0;
  /** The current line without its `\n`. */
  line = '';

  constructor(text: string) {
    this.#text = text;
  }

  /** Moves to the next line; false at the end, where a final newline starts no further line. */
  advance(): boolean {
    if (this.#next >= this.#text.length) return false;
    const end = this.#text.indexOf('\n', this.#next);
    const stop = end < 0 ? this.#text.length : end;
    this.line = this.#text.slice(this.#next, stop);
    this.#next = stop + 1;
    return true;
  }

  /** Whether the next line starts with `prefix` (one character). */
  peeks(prefix: string): boolean {
    return this.#text[this.#next] === prefix;
  }
}

/** Reads the body of the hunk whose header matched; the reader stands on the header. */
function readHunk(reader: LineReader, match: RegExpExecArray): Hunk | string {
  const oldLines = match[2] === undefined ? 1 : Number(match[2]);
  const newLines = match[4] === undefined ? 1 : Number(match[4]);
  let oldLeft = oldLines;
  let newLeft = newLines;
  let oldEndsWithoutNewline = false;
  let newEndsWithoutNewline = false;
  const lines: HunkLine[] = [];
  while (oldLeft > 0 || newLeft > 0) {
    if (!reader.advance()) return 'ends before its header says';
    const { line } = reader;
    const mark = line.charCodeAt(0);
    let kind: HunkLine['kind'];
    if (mark === 0x2d) kind = 'removed';
    else if (mark === 0x2b) kind = 'added';
    // Models and editors drop the lone space of an empty context line.
    else if (mark === 0x20 || line === '' || line === '\r') kind = 'context';
    else return 'has a line that is neither context nor change';
    if (kind !== 'added' && --oldLeft < 0) return 'has more old lines than its header says';
    if (kind !== 'removed' && --newLeft < 0) return 'has more new lines than its header says';
    lines.push({ kind, text: mark === 0x20 || kind !== 'context' ? line.slice(1) : line });
    if (reader.peeks('\\')) {
      reader.advance();
      if (kind !== 'added') oldEndsWithoutNewline = true;
      if (kind !== 'removed') newEndsWithoutNewline = true;
      if ((oldEndsWithoutNewline && oldLeft > 0) || (newEndsWithoutNewline && newLeft > 0)) {
        return 'goes on after the end of the file';
      }
    }
  }
  return {
    oldStart: Number(match[1]),
    oldLines,
    newStart: Number(match[3]),
    newLines,
    heading: (match[5] ?? '').replace(/^ /, '').replace(/\r$/, ''),
    lines,
    oldEndsWithoutNewline,
    newEndsWithoutNewline,
  };
}

/**
 * Reads the hunks of a unified diff of one file. File headers before the first hunk are skipped; counts left out are 1;
 * an empty text has no hunks. Lines must add up to what their header says, so that nothing is applied by guess.
 * Never throws; time is linear in the text.
 */
export function parseUnifiedDiff(text: string): ParseResult {
  const reader = new LineReader(text);
  const hunks: Hunk[] = [];
  while (reader.advance()) {
    const { line } = reader;
    const match = line.startsWith('@@') ? header.exec(line) : null;
    if (match) {
      const hunk = readHunk(reader, match);
      if (typeof hunk === 'string') return { ok: false, reason: `hunk ${hunks.length + 1} ${hunk}` };
      hunks.push(hunk);
    } else if (line.trim() !== '' && (hunks.length > 0 || !fileHeader.test(line))) {
      const where = hunks.length === 0 ? 'before the first hunk' : `after hunk ${hunks.length}`;
      return { ok: false, reason: `unexpected line ${where}` };
    }
  }
  return { ok: true, hunks };
}

/**
 * Takes off the `\n\nMoved to: <absolute path>` that codex appends to the diff of an update that also moves the file.
 * Returns the diff alone, and the path or null.
 */
export function splitMoveSuffix(diff: string): { diff: string; movePath: string | null } {
  const marker = '\n\nMoved to: ';
  const at = diff.lastIndexOf(marker);
  const movePath = at < 0 ? '' : diff.slice(at + marker.length);
  // A later line would mean that the marker is part of something else.
  if (movePath === '' || movePath.includes('\n')) return { diff, movePath: null };
  return { diff: diff.slice(0, at), movePath };
}
