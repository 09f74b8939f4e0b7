import type { Hunk, HunkLine } from './unifiedDiff.ts';

export type ParseResult =
  { readonly ok: true; readonly hunks: Hunk[] } | { readonly ok: false; readonly reason: string };

const header = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$/s;
const fileHeader =
  /^(?:---|\+\+\+|diff |index |old mode |new mode |new file mode |deleted file mode |similarity index |dissimilarity index |rename |copy |Index: |=====)/;

const backslash = 0x5c;

/** Returns the offset where the line at `start` ends, before its `\n`. */
function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/**
 * Reads the body of the hunk whose header matched, from offset `start`. Returns the hunk and the offset after it, or
 * what is wrong with it.
 */
function readBody(text: string, start: number, match: RegExpExecArray): { hunk: Hunk; end: number } | string {
  const oldLines = match[2] === undefined ? 1 : Number(match[2]);
  const newLines = match[4] === undefined ? 1 : Number(match[4]);
  let oldLeft = oldLines;
  let newLeft = newLines;
  let oldEndsWithoutNewline = false;
  let newEndsWithoutNewline = false;
  const lines: HunkLine[] = [];
  let at = start;
  while (oldLeft > 0 || newLeft > 0) {
    if (at >= text.length) return 'ends before its header says';
    const end = endOfLine(text, at);
    const mark = text.charCodeAt(at);
    if (mark === 0x20) {
      lines.push({ kind: 'context', text: text.slice(at + 1, end) });
    } else if (mark === 0x2d) {
      lines.push({ kind: 'removed', text: text.slice(at + 1, end) });
    } else if (mark === 0x2b) {
      lines.push({ kind: 'added', text: text.slice(at + 1, end) });
    } else if (end === at || (mark === 0x0d && end === at + 1)) {
      // Models and editors drop the lone space of an empty context line.
      lines.push({ kind: 'context', text: text.slice(at, end) });
    } else {
      return 'has a line that is neither context nor change';
    }
    if (mark !== 0x2b && --oldLeft < 0) return 'has more old lines than its header says';
    if (mark !== 0x2d && --newLeft < 0) return 'has more new lines than its header says';
    at = end + 1;
    if (text.charCodeAt(at) === backslash) {
      if (mark !== 0x2b) oldEndsWithoutNewline = true;
      if (mark !== 0x2d) newEndsWithoutNewline = true;
      at = endOfLine(text, at) + 1;
    }
    if ((oldEndsWithoutNewline && oldLeft > 0) || (newEndsWithoutNewline && newLeft > 0)) {
      return 'goes on after the end of the file';
    }
  }
  const heading = (match[5] ?? '').replace(/^ /, '').replace(/\r$/, '');
  const oldStart = Number(match[1]);
  const newStart = Number(match[3]);
  return {
    hunk: {
      oldStart,
      oldLines,
      newStart,
      newLines,
      heading,
      lines,
      oldEndsWithoutNewline,
      newEndsWithoutNewline,
    },
    end: at,
  };
}

/**
 * Reads a unified diff of one file. File headers before the first hunk are skipped; counts left out are 1; an empty
 * text has no hunks. Lines must add up to what their header says, so that nothing is applied by guess. Never throws;
 * time is linear in the text.
 */
export function parseUnifiedDiff(text: string): ParseResult {
  const hunks: Hunk[] = [];
  let at = 0;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end);
    at = end + 1;
    const match = line.startsWith('@@') ? header.exec(line) : null;
    if (match) {
      const body = readBody(text, at, match);
      if (typeof body === 'string') return { ok: false, reason: `hunk ${hunks.length + 1} ${body}` };
      hunks.push(body.hunk);
      at = body.end;
    } else if (line.trim() !== '' && (hunks.length > 0 || !fileHeader.test(line))) {
      const where = hunks.length === 0 ? 'before the first hunk' : `after hunk ${hunks.length}`;
      return { ok: false, reason: `unexpected line ${where}` };
    }
  }
  return { ok: true, hunks };
}
