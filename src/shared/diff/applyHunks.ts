import { applyExactly } from './applyExactly.ts';
import { type FileLines, dominantEol, hasBom, indexLines, lineStart, setBom } from './fileLines.ts';
import { HunkLocator, type HunkPlace } from './locateHunk.ts';
import type { Hunk } from './unifiedDiff.ts';

export type ApplyResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly hunkIndex: number; readonly reason: string };

function countOld(hunk: Hunk): number {
  let count = 0;
  for (const { kind } of hunk.lines) if (kind !== 'added') count++;
  return count;
}

/** An insertion without context can only go where it says. */
function placeInsertion(file: FileLines, line: number, from: number): HunkPlace | string {
  if (line < from || line > file.count) return 'the line to insert after is not in the file';
  if (line === file.count && file.unterminated) return 'the file does not end with a newline';
  return { line, level: 'loose' };
}

/** Builds the new text hunk by hunk; what no hunk touches is copied in one piece. */
class Output {
  readonly #file: FileLines;
  readonly #pieces: string[] = [];
  /** Offset in the old text up to which everything is copied or left out. */
  #copied = 0;
  #eol: '\n' | '\r\n' | undefined;

  constructor(file: FileLines) {
    this.#file = file;
  }

  /** Adds the hunk's changes at `place`; returns the line after its old lines, or why it cannot be there. */
  add(hunk: Hunk, place: HunkPlace, oldCount: number): number | string {
    const file = this.#file;
    const end = place.line + oldCount;
    if (hunk.newEndsWithoutNewline && end !== file.count) return 'it ends the file where the file goes on';
    // Where the old lines fit exactly, the patch knows this file's line ends and may change them on purpose.
    const literal =
      place.level === 'exact' || file.count === 0 || (oldCount === 0 && addsCarriageReturn(hunk));
    const eol = literal ? '\n' : (this.#eol ??= dominantEol(file));
    let line = place.line;
    for (const { kind, text } of hunk.lines) {
      if (kind === 'added') {
        this.#copyTo(lineStart(file, line));
        if (line === file.count) this.#endLine(eol);
        this.#pieces.push(literal || !text.endsWith('\r') ? text : text.slice(0, -1), eol);
      } else {
        if (kind === 'removed') {
          this.#copyTo(lineStart(file, line));
          this.#copied = lineStart(file, line + 1);
        }
        line++;
      }
    }
    const keepsOpenEnd = file.unterminated && oldCount > 0 && !hunk.oldEndsWithoutNewline;
    if (end === file.count && hunk.lines.at(-1)?.kind === 'added') {
      if (hunk.newEndsWithoutNewline || keepsOpenEnd) this.#pieces.pop();
    }
    return end;
  }

  text(): string {
    this.#copyTo(this.#file.text.length);
    return this.#pieces.join('');
  }

  #copyTo(offset: number): void {
    if (offset > this.#copied) {
      this.#pieces.push(this.#file.text.slice(this.#copied, offset));
      this.#copied = offset;
    }
  }

  /** Ends a last line that had no newline, so that a line can follow it. */
  #endLine(eol: string): void {
    const last = this.#pieces.at(-1);
    if (last !== undefined && !last.endsWith('\n')) this.#pieces.push(eol);
  }
}

function addsCarriageReturn(hunk: Hunk): boolean {
  return hunk.lines.some(({ text }) => text.endsWith('\r'));
}

/** `looseTop`: a hunk at the top of the file fits only if a byte order mark is overlooked, or does not know of one. */
type Applied =
  (ApplyResult & { readonly ok: false }) | { readonly ok: true; text: string; looseTop: boolean };

function applyAll(text: string, hunks: readonly Hunk[]): Applied {
  const file = indexLines(text);
  const locator = new HunkLocator(file);
  const output = new Output(file);
  let from = 0;
  let drift = 0;
  let looseTop = false;
  for (const [hunkIndex, hunk] of hunks.entries()) {
    const oldCount = countOld(hunk);
    const expected = (oldCount === 0 ? hunk.oldStart : hunk.oldStart - 1) + drift;
    const place =
      oldCount === 0 ? placeInsertion(file, expected, from) : locator.locate(hunk, oldCount, expected, from);
    if (typeof place === 'string') return { ok: false, hunkIndex, reason: place };
    drift += place.line - expected;
    if (place.line === 0 && place.level === 'loose') looseTop = true;
    const end = output.add(hunk, place, oldCount);
    if (typeof end === 'string') return { ok: false, hunkIndex, reason: end };
    from = end;
  }
  return { ok: true, text: output.text(), looseTop };
}

/**
 * Applies `hunks`, in file order, to `text`. A hunk goes to the line it names (moved by the offset of the hunk before
 * it) or, failing that, to the only other place that has its old lines. Lines fit if they differ at most in `\r` or a
 * byte order mark; the file's own line ends, byte order mark and missing final newline are then kept. Never throws;
 * all hunks apply or none, and `hunkIndex` (0-based) and `reason` tell what did not fit.
 */
export function applyHunks(text: string, hunks: readonly Hunk[]): ApplyResult {
  const exact = applyExactly(text, hunks);
  if (exact !== undefined) return { ok: true, text: exact };
  return applyAnywhere(text, hunks);
}

/** `applyHunks` without its fast way. Exported for the test that compares the two. */
export function applyAnywhere(text: string, hunks: readonly Hunk[]): ApplyResult {
  const applied = applyAll(text, hunks);
  if (!applied.ok) return applied;
  if (!applied.looseTop || text === '') return { ok: true, text: applied.text };
  if (!hasBom(text)) return { ok: true, text: setBom(applied.text, false) };
  // The mark belongs to the file, not to its first line: a new first line goes after it.
  const bare = applyAll(text.slice(1), hunks);
  return bare.ok ? { ok: true, text: setBom(bare.text, true) } : bare;
}
