/** Rows `first` to `end` - 1. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** Where the view is: its top is `offsetPx` below the top of the row `index` (which may be one past the last). */
export interface RowPlace {
  readonly index: number;
  readonly offsetPx: number;
}

interface WindowQuery {
  readonly count: number;
  /** With the gap after the row, in CSS pixels. */
  readonly heightOf: (index: number) => number;
  readonly place: RowPlace;
  readonly viewPx: number;
  /** What is drawn now. */
  readonly current: RowRange | null;
  /** Nothing was drawn yet: what is in view comes first, and what is near it when that has its place. */
  readonly isFirst: boolean;
}

/** In heights of the view: rows this near to it have to be drawn, and rows drawn may stay until they are that far. */
const nearViews = 0.75;
const farViews = 1.25;

function cover({ count, heightOf, place, viewPx }: WindowQuery, marginPx: number): RowRange {
  let first = Math.min(place.index, count);
  for (let above = place.offsetPx; first > 0 && above < marginPx;) above += heightOf((first -= 1));
  let end = Math.min(place.index, count);
  for (let below = -place.offsetPx; end < count && below < viewPx + marginPx; end += 1)
    below += heightOf(end);
  return { first, end };
}

/**
 * The rows to draw: those in view and near it, and of those drawn already the ones that are not far, so that a small
 * movement changes nothing. Looks at no other rows, however many there are.
 */
export function rowWindow(query: WindowQuery): RowRange {
  if (query.isFirst) return cover(query, 0);
  const near = cover(query, query.viewPx * nearViews);
  const { current } = query;
  if (!current || current.first > near.end || current.end < near.first) return near;
  const far = cover(query, query.viewPx * farViews);
  return {
    first: Math.min(Math.max(current.first, far.first), near.first),
    end: Math.max(Math.min(current.end, far.end), near.end),
  };
}
