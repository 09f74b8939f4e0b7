import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { OutboxEntry } from '../../src/shared/appState.ts';
import { activeTurn } from '../../src/shared/thread/activeTurn.ts';
import type { ThreadState, TurnState } from '../../src/shared/thread/threadState.ts';
import { ApprovalCard } from '../approvals/approvalCard.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { memo } from '../ui/memo.ts';
import type { ApprovalGroups } from './groupApprovals.ts';
import { OutboxRow } from './outboxRow.tsx';
import { splitOutbox } from './splitOutbox.ts';
import { rowCount, turnRows } from './turnRows.ts';
import { Turns } from './turns.tsx';
import { turnsKey } from './turnsKey.ts';
import { useTranscriptView } from './useTranscriptView.ts';
import { waitingRows } from './waitingRows.ts';

interface TranscriptProps {
  readonly threadKey: string;
  readonly thread: ThreadState | undefined;
  readonly approvals: ApprovalGroups;
  readonly outbox: readonly OutboxEntry[];
  /** Turns of the thread that changed files which can be put back. */
  readonly checkpoints: readonly string[];
  /** Whether the thread can be forked: its messages edited, its last answer had again. */
  readonly canFork: boolean;
  /** Counts the messages sent from this page: each one brings the end back into view. */
  readonly sentCount: number;
  /** Shown instead of turns while there are none. */
  readonly panel: ComponentChildren;
}

const noTurns: readonly TurnState[] = [];

function TranscriptView(props: TranscriptProps): JSX.Element {
  const { threadKey, thread, approvals, outbox, checkpoints, canFork, sentCount, panel } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const turns = thread?.turns ?? noTurns;
  const last = turns.at(-1);
  // The last turn may become several rows as it grows.
  const rows = useMemo(() => turnRows(turns), [turnsKey(turns), last && rowCount(last)]);
  const view = useTranscriptView(scroller, content, {
    threadKey,
    thread,
    rows,
    always: waitingRows(turns, rows, approvals.byTurn),
  });
  useLayoutEffect(() => {
    if (sentCount > 0) view.follow();
  }, [sentCount, view]);
  const { inLastTurn, atEnd } = useMemo(() => splitOutbox(turns, outbox), [turns, outbox]);
  const jump = (): void => {
    view.follow();
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
        aria-live={view.isFollowing() && !view.isQuiet() ? 'polite' : 'off'}
        aria-relevant="additions"
        aria-busy={activeTurn(thread) !== undefined}
        tabIndex={0}
      >
        <div ref={content} class="transcript-content">
          {panel}
          {thread && (
            <Turns
              thread={thread}
              rows={rows}
              view={view}
              approvals={approvals}
              outbox={inLastTurn}
              checkpoints={checkpoints}
              canFork={canFork}
            />
          )}
          {approvals.atEnd.map(({ approval, asker }) => (
            <ApprovalCard key={approval.id} approval={approval} asker={asker} />
          ))}
          {atEnd.map((entry) => (
            <OutboxRow key={entry.clientId} entry={entry} />
          ))}
        </div>
      </div>
      {!view.isFollowing() && (
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
