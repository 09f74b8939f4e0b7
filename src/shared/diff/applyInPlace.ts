const newline = 0x0a;
const header = /@@ -(\d{1,9})(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@.*\n/y;

/** Returns the offset after `lines` more lines of `text`, or -1 if it has fewer whole ones. */
function skipLines(text: string, from: number, lines: number): number {
  let at = from;
  for (let left = lines; left > 0; left--) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0) return -1;
  }
  return at;
}

/**
 * Returns how long the line of `diff` at `at` is, with its newline, if `text` has the very same at `from`; else 0.
 * Comparing characters in place is several times as fast as comparing slices.
 */
function sameLine(diff: string, at: number, text: string, from: number): number {
  for (let length = 0; from + length < text.length; length++) {
    const code = diff.charCodeAt(at + length);
    if (code !== text.charCodeAt(from + length)) return 0;
    if (code === newline) return length + 1;
  }
  return 0;
}

/**
 * The fast way to apply a diff that fits its file to the letter: no hunk is built, nothing is searched. Gives what
 * `applyHunks` gives, or undefined for anything out of the ordinary, which is then left to it.
 */
export function applyInPlace(text: string, diff: string): string | undefined {
  const pieces: string[] = [];
  let at = 0;
  let copied = 0;
  let oldAt = 0;
  let oldLine = 1;
  while (at < diff.length) {
    header.lastIndex = at;
    const match = header.exec(diff);
    if (!match) return undefined;
    at += match[0].length;
    const oldStart = Number(match[1]);
    let oldLeft = Number(match[2] ?? 1);
    let newLeft = Number(match[3] ?? 1);
    if (oldLeft === 0 || oldStart < oldLine) return undefined;
    oldAt = skipLines(text, oldAt, oldStart - oldLine);
    if (oldAt < 0) return undefined;
    oldLine = oldStart + oldLeft;
    while (oldLeft > 0 || newLeft > 0) {
      const mark = diff.charCodeAt(at);
      if (mark === 0x2b) {
        const end = diff.indexOf('\n', at) + 1;
        if (end === 0 || newLeft-- === 0) return undefined;
        if (oldAt > copied) pieces.push(text.slice(copied, oldAt));
        copied = oldAt;
        pieces.push(diff.slice(at + 1, end));
        at = end;
        continue;
      }
      const removes = mark === 0x2d;
      if (!removes && mark !== 0x20) return undefined;
      const length = sameLine(diff, at + 1, text, oldAt);
      if (length === 0 || oldLeft-- === 0) return undefined;
      if (removes) {
        if (oldAt > copied) pieces.push(text.slice(copied, oldAt));
        copied = oldAt + length;
      } else if (newLeft-- === 0) {
        return undefined;
      }
      oldAt += length;
      at += length + 1;
    }
  }
  pieces.push(text.slice(copied));
  return pieces.join('');
}
