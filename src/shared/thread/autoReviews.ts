import type {
  GuardianApprovalReview,
  GuardianApprovalReviewAction,
  ItemGuardianApprovalReviewCompletedNotification,
  ItemGuardianApprovalReviewStartedNotification,
} from '../../protocol/index.ts';
import type { ThreadState } from './threadState.ts';

/** One request that codex's own reviewer was asked to approve instead of the person. */
export interface AutoReview {
  readonly reviewId: string;
  readonly turnId: string;
  /** null: the review of network access, which no item stands for. */
  readonly targetItemId: string | null;
  readonly action: GuardianApprovalReviewAction;
  readonly review: GuardianApprovalReview;
  /** Unix milliseconds. */
  readonly startedAtMs: number;
  readonly completedAtMs: number | null;
  /** The person allowed after all what the reviewer denied. */
  readonly overridden: boolean;
}

const maxReviews = 200;

type ReviewNotification =
  ItemGuardianApprovalReviewStartedNotification | ItemGuardianApprovalReviewCompletedNotification;

/**
 * Upserts a review by its id; a start that comes after the end changes nothing. The end takes out the
 * `guardianWarning` that says the same in words.
 */
export function upsertAutoReview(thread: ThreadState, params: ReviewNotification): ThreadState {
  const { reviewId, turnId, targetItemId, action, review, startedAtMs } = params;
  const completedAtMs = 'completedAtMs' in params ? params.completedAtMs : null;
  const index = thread.autoReviews.findIndex((known) => known.reviewId === reviewId);
  const known = thread.autoReviews[index];
  if (known && known.completedAtMs !== null) return thread;
  const next: AutoReview = {
    reviewId,
    turnId,
    targetItemId,
    action,
    review,
    startedAtMs,
    completedAtMs,
    overridden: false,
  };
  const { rationale } = review;
  const isRepeated = ({ kind, message, turnId: noticeTurn }: ThreadState['notices'][number]): boolean =>
    kind === 'guardianWarning' &&
    noticeTurn === turnId &&
    Boolean(rationale) &&
    message.endsWith(rationale ?? '');
  return {
    ...thread,
    notices: completedAtMs === null ? thread.notices : thread.notices.filter((item) => !isRepeated(item)),
    autoReviews: known
      ? thread.autoReviews.with(index, next)
      : [...thread.autoReviews, next].slice(-maxReviews),
  };
}

/** Marks a denial as overridden by the person. An unknown one changes nothing. */
export function overrideAutoReview(thread: ThreadState, reviewId: string): ThreadState {
  const autoReviews = thread.autoReviews.map((review) =>
    review.reviewId === reviewId ? { ...review, overridden: true } : review,
  );
  return { ...thread, autoReviews };
}
