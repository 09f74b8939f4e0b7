import type { Hunk } from './unifiedDiff.ts';

const newline = 0x0a;

/** Returns the offset `lines` more whole lines after `from`, or -1 if `text` has fewer. */
function skipLines(text: string, from: number, lines: number): number {
  let at = from;
  for (let left = lines; left > 0; left--) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0) return -1;
  }
  return at;
}

/**
 * The fast way to apply hunks that fit their file to the letter: one walk, no index of the file's lines. Gives what
 * `applyHunks` gives, or undefined for anything out of the ordinary, which is then left to it.
 */
export function applyExactly(text: string, hunks: readonly Hunk[]): string | undefined {
  const pieces: string[] = [];
  let copied = 0;
  let at = 0;
  let line = 0;
  for (const hunk of hunks) {
    const start = hunk.oldStart - 1;
    if (start < line || hunk.oldEndsWithoutNewline || hunk.newEndsWithoutNewline) return undefined;
    at = skipLines(text, at, start - line);
    if (at < 0) return undefined;
    line = start;
    for (const { kind, text: content } of hunk.lines) {
      if (kind === 'added') {
        if (at > copied) pieces.push(text.slice(copied, at));
        copied = at;
        pieces.push(content, '\n');
        continue;
      }
      const end = at + content.length;
      // Equality of slices is several times as fast as `startsWith`.
      if (text.charCodeAt(end) !== newline || text.slice(at, end) !== content) return undefined;
      if (kind === 'removed') {
        if (at > copied) pieces.push(text.slice(copied, at));
        copied = end + 1;
      }
      at = end + 1;
      line++;
    }
    // An insertion without context has rules of its own about where it can go.
    if (line === start) return undefined;
  }
  pieces.push(text.slice(copied));
  return pieces.join('');
}
