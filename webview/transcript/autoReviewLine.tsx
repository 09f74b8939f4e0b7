import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { guardianDeniedEvent } from '../../src/shared/policy/guardianDeniedEvent.ts';
import type { AutoReview } from '../../src/shared/thread/autoReviews.ts';
import { inPlaceSince, isDeliberate } from '../approvals/clickGuard.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';

interface AutoReviewLineProps {
  readonly threadId: string;
  readonly review: AutoReview;
}

function outcome({ review, overridden }: AutoReview): string {
  switch (review.status) {
    case 'inProgress':
      return t('Auto-review: under way');
    case 'approved':
      return t('Auto-review: approved');
    case 'denied':
      return overridden ? t('Auto-review: denied, and allowed by you') : t('Auto-review: denied');
    case 'timedOut':
      return t('Auto-review: timed out');
    case 'aborted':
      return t('Auto-review: stopped');
    default:
      return review.status satisfies never;
  }
}

/** What codex's own reviewer said to a request, and the way to overrule its denial. */
export function AutoReviewLine({ threadId, review }: AutoReviewLineProps): JSX.Element {
  const { reviewId, overridden } = review;
  const { rationale } = review.review;
  const canOverride = !overridden && guardianDeniedEvent(review) !== null;
  const shownAtMs = useRef(Infinity);
  useLayoutEffect(() => {
    if (canOverride) shownAtMs.current = performance.now();
  }, [canOverride]);
  const override = (event: MouseEvent): void => {
    if (isDeliberate(event.timeStamp, inPlaceSince(shownAtMs.current)))
      postIntent({ type: 'approveDeniedAction', threadId, reviewId });
  };
  return (
    <div class="auto-review">
      <Icon name="shield" />
      <span>
        {outcome(review)}
        {rationale && (
          <>
            {' — '}
            <RevealedText text={rationale} />
          </>
        )}
      </span>
      {canOverride && (
        <Button
          appearance="secondary"
          title={t('Codex is told with your next message that it may do this.')}
          onClick={override}
        >
          {t('Allow This Anyway')}
        </Button>
      )}
    </div>
  );
}
