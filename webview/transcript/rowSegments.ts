/** A row that is drawn, or the rows `first` to `end` - 1 that are only as much space as they would take. */
export type RowSegment =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'space'; readonly first: number; readonly end: number };

/** What stands in the transcript, in order, when of `count` rows those with the indices `drawn` (ascending) are. */
export function rowSegments(count: number, drawn: readonly number[]): RowSegment[] {
  const segments: RowSegment[] = [];
  let at = 0;
  for (const index of drawn) {
    if (index > at) segments.push({ kind: 'space', first: at, end: index });
    segments.push({ kind: 'row', index });
    at = index + 1;
  }
  if (at < count) segments.push({ kind: 'space', first: at, end: count });
  return segments;
}
