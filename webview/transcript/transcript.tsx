import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ApprovalState, SettledApproval } from '../../src/shared/approvals/approvalState.ts';
import type { OutboxEntry } from '../../src/shared/appState.ts';
import type { AutoReview } from '../../src/shared/thread/autoReviews.ts';
import type { Notice, ThreadState } from '../../src/shared/thread/threadState.ts';
import { ApprovalCard } from '../approvals/approvalCard.tsx';
import { SettledLines } from '../approvals/settledLines.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { memo } from '../ui/memo.ts';
import { useFollowScroll } from './followScroll.ts';
import type { ApprovalGroups } from './groupApprovals.ts';
import { groupSettled } from './groupSettled.ts';
import { HistoryLine } from './historyLine.tsx';
import { OutboxRow } from './outboxRow.tsx';
import { RestoreContext, restoreTargets } from './restoreContext.ts';
import { splitOutbox } from './splitOutbox.ts';
import { TurnNotices } from './turnNotices.tsx';
import { TurnView } from './turnView.tsx';

interface TranscriptProps {
  readonly threadKey: string;
  readonly thread: ThreadState | undefined;
  readonly approvals: ApprovalGroups;
  readonly outbox: readonly OutboxEntry[];
  /** Turns of the thread that changed files which can be put back. */
  readonly checkpoints: readonly string[];
  /** Counts the messages sent from this page: each one brings the end back into view. */
  readonly sentCount: number;
  /** Shown instead of turns while there are none. */
  readonly panel: ComponentChildren;
}

const noApprovals: readonly ApprovalState[] = [];
const noSettled: readonly SettledApproval[] = [];
const noNotices: readonly Notice[] = [];
const noReviews: readonly AutoReview[] = [];
const noOutbox: readonly OutboxEntry[] = [];

function groupByTurn<T extends { readonly turnId: string | null }>(
  entries: readonly T[],
): ReadonlyMap<string | null, readonly T[]> {
  const groups = new Map<string | null, T[]>();
  for (const entry of entries) groups.set(entry.turnId, [...(groups.get(entry.turnId) ?? []), entry]);
  return groups;
}

/** The lists keep their identity while nothing settles and no turn comes: turns are drawn again only when they change. */
function useSettledGroups(thread: ThreadState): ReturnType<typeof groupSettled> {
  const turnIds = thread.turns.map(({ id }) => id).join(' ');
  const lacksTurns = thread.history !== 'complete';
  return useMemo(
    () => groupSettled(thread.settled, turnIds.split(' '), lacksTurns),
    [thread.settled, turnIds, lacksTurns],
  );
}

interface TurnsProps {
  readonly thread: ThreadState;
  readonly approvals: ApprovalGroups;
  /** Messages on their way that open the last turn. */
  readonly outbox: readonly OutboxEntry[];
  readonly checkpoints: readonly string[];
}

function Turns({ thread, approvals, outbox, checkpoints }: TurnsProps): JSX.Element {
  const notices = useMemo(() => groupByTurn(thread.notices), [thread.notices]);
  const reviews = useMemo(() => groupByTurn(thread.autoReviews), [thread.autoReviews]);
  const settled = useSettledGroups(thread);
  const targets = restoreTargets(thread.turns, checkpoints);
  // The same targets keep their identity: every delta makes new turns, and must not draw all messages again.
  const restorable = useMemo(() => new Map(targets), [JSON.stringify(targets)]);
  return (
    <RestoreContext.Provider value={restorable}>
      <HistoryLine thread={thread} />
      <TurnNotices notices={notices.get(null) ?? noNotices} />
      {thread.turns.map((turn, index) => (
        <TurnView
          key={turn.id}
          threadId={thread.id}
          turn={turn}
          number={index + 1}
          approvals={approvals.byTurn.get(turn.id) ?? noApprovals}
          settled={settled.byTurn.get(turn.id) ?? noSettled}
          notices={notices.get(turn.id) ?? noNotices}
          reviews={reviews.get(turn.id) ?? noReviews}
          outbox={index === thread.turns.length - 1 ? outbox : noOutbox}
        />
      ))}
      <SettledLines settled={settled.atEnd} />
    </RestoreContext.Provider>
  );
}

function TranscriptView(props: TranscriptProps): JSX.Element {
  const { threadKey, thread, approvals, outbox, checkpoints, sentCount, panel } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { following, follow } = useFollowScroll({
    scroller,
    content,
    threadKey,
    loading: thread?.history === 'loading',
  });
  useLayoutEffect(() => {
    if (sentCount > 0) follow();
  }, [sentCount, follow]);
  const turns = thread?.turns;
  const { inLastTurn, atEnd } = useMemo(() => splitOutbox(turns, outbox), [turns, outbox]);
  const running = turns?.some(({ status }) => status === 'inProgress') ?? false;
  const jump = (): void => {
    follow();
    // The button goes away: the keyboard stays where it was pressed, at the transcript.
    scroller.current?.focus({ preventScroll: true });
  };
  return (
    <div class="transcript-frame">
      <div
        ref={scroller}
        class="transcript"
        role="log"
        aria-label={t('Transcript')}
        aria-live="polite"
        aria-relevant="additions"
        aria-busy={running}
        tabIndex={0}
      >
        <div ref={content} class="transcript-content">
          {panel}
          {thread && (
            <Turns thread={thread} approvals={approvals} outbox={inLastTurn} checkpoints={checkpoints} />
          )}
          {approvals.atEnd.map(({ approval, asker }) => (
            <ApprovalCard key={approval.id} approval={approval} asker={asker} />
          ))}
          {atEnd.map((entry) => (
            <OutboxRow key={entry.clientId} entry={entry} />
          ))}
        </div>
      </div>
      {!following && (
        <div class="jump-to-latest">
          <Button appearance="secondary" onClick={jump}>
            <Icon name="arrow-down" />
            {t('Jump to Latest')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The one log of the page: the turns of the shown thread, what waits at its end, and messages on their way. */
export const Transcript = memo(TranscriptView);
