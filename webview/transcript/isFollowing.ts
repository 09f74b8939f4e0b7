/** A fraction of a pixel is lost at some zoom levels, and a reader a few pixels from the end is at the end. */
const endThresholdPx = 8;

interface ScrollMetrics {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/**
 * Whether the transcript follows its end after a scroll event. At the end it does. Away from the end it goes on only
 * if it did before and the position did not move up: then content grew, and nobody scrolled. All in CSS pixels.
 */
export function isFollowing(before: boolean, lastTopPx: number, metrics: ScrollMetrics): boolean {
  const { scrollTop, scrollHeight, clientHeight } = metrics;
  if (scrollHeight - scrollTop - clientHeight <= endThresholdPx) return true;
  return before && scrollTop >= lastTopPx;
}
