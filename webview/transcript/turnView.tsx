import type { JSX } from 'preact';
import type { OutboxEntry } from '../../src/shared/appState.ts';
import type { ApprovalState, SettledApproval } from '../../src/shared/approvals/approvalState.ts';
import type { AutoReview } from '../../src/shared/thread/autoReviews.ts';
import type { ItemState, Notice, TurnState } from '../../src/shared/thread/threadState.ts';
import { ApprovalCard } from '../approvals/approvalCard.tsx';
import { isQuestion } from '../approvals/approvalSummary.ts';
import { SettledLines } from '../approvals/settledLines.tsx';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBoundary } from '../ui/errorBoundary.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { lazy } from '../ui/lazy.ts';
import { createLazyPart } from '../ui/lazyPart.ts';
import { memo } from '../ui/memo.ts';
import { ProgressRing } from '../ui/progressRing.tsx';
import { AutoReviewLine } from './autoReviewLine.tsx';
import { ItemRow } from './itemRow.tsx';
import { OutboxRow } from './outboxRow.tsx';
import { shownItems } from './shownItems.ts';
import { TurnFooter } from './turnFooter.tsx';
import { turnHeading } from './turnHeading.ts';
import { TurnNotices } from './turnNotices.tsx';
import { TurnPlan } from './turnPlan.tsx';
import { itemsPerRow, rowId } from './turnRows.ts';

interface TurnViewProps {
  readonly threadId: string;
  readonly turn: TurnState;
  /** Which part of a long turn this is (see `turnRows`), from 0. */
  readonly part: number;
  /** Whether it is the last part: it has all that follows the items. */
  readonly isEnd: boolean;
  /** Those of this turn. */
  readonly approvals: readonly ApprovalState[];
  /** Those of this turn that are over. */
  readonly settled: readonly SettledApproval[];
  readonly notices: readonly Notice[];
  /** What codex's own reviewer was asked in this turn. */
  readonly reviews: readonly AutoReview[];
  /** Messages on their way that open this turn. */
  readonly outbox: readonly OutboxEntry[];
  /** Whether the thread can be forked, which editing and regenerating do. */
  readonly canFork: boolean;
  readonly isLast: boolean;
}

const none: readonly ApprovalState[] = [];

/** Few turns fail: their words are there at once, what can be done about it comes a little later. */
const TurnError = lazy(
  createLazyPart(async () => (await import('./turnError.tsx')).TurnError),
  ({ error }) => <p class="turn-error">{error.message}</p>,
);

/** Approvals without their item: it is not in the turn, or could not be shown. */
function Cards({ approvals }: { readonly approvals: readonly ApprovalState[] }): JSX.Element {
  return (
    <>
      {approvals.map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} asker={null} />
      ))}
    </>
  );
}

function ReviewLines({
  threadId,
  reviews,
}: {
  readonly threadId: string;
  readonly reviews: readonly AutoReview[];
}): JSX.Element {
  return (
    <>
      {reviews.map((review) => (
        <AutoReviewLine key={review.reviewId} threadId={threadId} review={review} />
      ))}
    </>
  );
}

/** What the turn waits for a person to do; null when it goes on by itself. */
function waitText(approvals: readonly ApprovalState[]): string | null {
  const waiting = approvals.filter(({ status }) => status === 'pending').filter(blocksTurn);
  if (waiting.length === 0) return null;
  return waiting.every(isQuestion) ? t('Waiting for your answer.') : t('Waiting for your approval.');
}

function blocksTurn(approval: ApprovalState): boolean {
  return approval.kind !== 'userInput' || approval.request.isBlocking;
}

interface RunningLineProps {
  readonly turn: TurnState;
  readonly approvals: readonly ApprovalState[];
}

function RunningLine({ turn, approvals }: RunningLineProps): JSX.Element {
  const waits = waitText(approvals);
  if (waits !== null) return <p class="turn-status">{waits}</p>;
  return (
    <p class="turn-status">
      <ProgressRing />
      <span>{turn.retryMessage ?? t('Working…')}</span>
    </p>
  );
}

/** The message that the turn began with. */
function openerOf(items: readonly ItemState[]): ItemState | undefined {
  return items.find(({ item }) => item.type === 'userMessage');
}

/** What stands below the items of a turn. */
function TurnEnd(props: TurnViewProps & { readonly items: readonly ItemState[] }): JSX.Element {
  const { threadId, turn, items, approvals, settled, notices, reviews, outbox, canFork, isLast } = props;
  const running = turn.status === 'inProgress';
  const itemIds = new Set(items.map(({ item }) => item.id));
  const ofNoItem = reviews.filter(({ targetItemId }) => targetItemId === null || !itemIds.has(targetItemId));
  const orphans = approvals.filter(({ itemId }) => itemId === null || !itemIds.has(itemId));
  return (
    <>
      <SettledLines settled={settled} />
      <Cards approvals={orphans} />
      <ReviewLines threadId={threadId} reviews={ofNoItem} />
      <TurnNotices notices={notices} />
      {turn.plan && <TurnPlan plan={turn.plan} />}
      {turn.error && <TurnError turnId={turn.id} error={turn.error} />}
      {turn.status === 'interrupted' && (
        <p class="turn-status turn-interrupted-mark">
          <Icon name="circle-slash" />
          <span>{t('Interrupted')}</span>
          {isLast && canFork && (
            <Button
              appearance="secondary"
              title={t('Tells Codex to go on where it stopped')}
              onClick={() => postIntent({ type: 'continueTurn', threadId })}
            >
              {t('Continue')}
            </Button>
          )}
        </p>
      )}
      {outbox.map((entry) => (
        <OutboxRow key={entry.clientId} entry={entry} />
      ))}
      {running ? (
        <RunningLine turn={turn} approvals={approvals} />
      ) : (
        <TurnFooter
          threadId={threadId}
          turn={turn}
          canRegenerate={isLast && canFork && openerOf(items) !== undefined}
        />
      )}
    </>
  );
}

function TurnSection(props: TurnViewProps): JSX.Element {
  const { threadId, turn, part, isEnd, isLast, approvals, reviews, canFork } = props;
  const headingId = `turn-${turn.id}`;
  const items = shownItems(turn.items);
  const opener = canFork ? openerOf(items) : undefined;
  const start = part * itemsPerRow;
  return (
    <section
      class={`turn turn-${turn.status}`}
      data-turn-id={turn.id}
      data-row={rowId(turn.id, part)}
      aria-labelledby={part === 0 ? headingId : undefined}
      // Only the end of the thread is news: the others are drawn and left out as the reader scrolls.
      aria-live={isLast && isEnd ? undefined : 'off'}
    >
      {part === 0 && (
        <h2 id={headingId} class="visually-hidden">
          {turnHeading(turn)}
        </h2>
      )}
      {items.slice(start, isEnd ? undefined : start + itemsPerRow).map((state) => {
        const ofItem = approvals.filter(({ itemId }) => itemId === state.item.id);
        return (
          <ErrorBoundary key={state.item.id} fallback={<Cards approvals={ofItem} />}>
            <ItemRow
              threadId={threadId}
              turnId={turn.id}
              turnStatus={turn.status}
              state={state}
              approvals={ofItem.length === 0 ? none : ofItem}
              canEdit={state === opener}
            />
            <ReviewLines
              threadId={threadId}
              reviews={reviews.filter(({ targetItemId }) => targetItemId === state.item.id)}
            />
          </ErrorBoundary>
        );
      })}
      {isEnd && <TurnEnd {...props} items={items} />}
    </section>
  );
}

/** One turn, or a part of a long one: what was said and done in it, what waits for an answer, and how it ended. */
export const TurnView = memo(TurnSection);
