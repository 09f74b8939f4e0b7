/** Replaces [start, end) of a text, as offsets, by `text`. */
export interface LineEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The smallest edit of whole lines that turns `before` into `after`: what lies around it keeps its marks and cursors in
 * an editor. Null for equal texts.
 */
export function lineEdit(before: string, after: string): LineEdit | null {
  if (before === after) return null;
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  start = start === 0 ? 0 : before.lastIndexOf('\n', start - 1) + 1;
  let tail = 0;
  const most = shortest - start;
  while (
    tail < most &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  // Whole lines only: the kept end begins after a newline, in both texts.
  const kept = before.slice(before.length - tail);
  const newline = startsLine(before, before.length - tail) && startsLine(after, after.length - tail);
  if (!newline) tail = kept.includes('\n') ? kept.length - kept.indexOf('\n') - 1 : 0;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || text.charCodeAt(offset - 1) === 0x0a;
}
