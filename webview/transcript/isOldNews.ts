/**
 * Whether the rows that come to the page (by id, in order) are others than new ones at its end: older turns, or turns
 * drawn again since the reader came back to them.
 */
export function isOldNews(before: readonly string[], after: readonly string[]): boolean {
  const known = new Set(before);
  const lastKept = after.findLastIndex((id) => known.has(id));
  if (lastKept < 0) return after.length > 1;
  return after.some((id, index) => index < lastKept && !known.has(id));
}
