import type { ItemState } from '../../src/shared/thread/threadState.ts';

/**
 * The items of a turn to draw, in order. Left out: what a reviewer says between `enteredReviewMode` and
 * `exitedReviewMode`, which is raw JSON and never completes; the latter has its text. Returns `items` itself when
 * nothing is left out.
 */
export function shownItems(items: readonly ItemState[]): readonly ItemState[] {
  let inReview = false;
  const shown = items.filter(({ item }) => {
    if (item.type === 'enteredReviewMode') inReview = true;
    if (item.type === 'exitedReviewMode') inReview = false;
    return !inReview || item.type !== 'agentMessage';
  });
  return shown.length === items.length ? items : shown;
}
