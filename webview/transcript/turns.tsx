import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ApprovalState, SettledApproval } from '../../src/shared/approvals/approvalState.ts';
import type { OutboxEntry } from '../../src/shared/appState.ts';
import type { AutoReview } from '../../src/shared/thread/autoReviews.ts';
import type { Notice, ThreadState } from '../../src/shared/thread/threadState.ts';
import { SettledLines } from '../approvals/settledLines.tsx';
import type { ApprovalGroups } from './groupApprovals.ts';
import { groupSettled } from './groupSettled.ts';
import { HistoryLine } from './historyLine.tsx';
import { RestoreContext, restoreTargets } from './restoreContext.ts';
import { rowSegments } from './rowSegments.ts';
import type { TranscriptView } from './transcriptView.ts';
import { TurnNotices } from './turnNotices.tsx';
import type { TurnRows } from './turnRows.ts';
import { turnsKey } from './turnsKey.ts';
import { TurnView } from './turnView.tsx';

interface TurnsProps {
  readonly thread: ThreadState;
  readonly rows: TurnRows;
  readonly view: TranscriptView;
  readonly approvals: ApprovalGroups;
  /** Messages on their way that open the last turn. */
  readonly outbox: readonly OutboxEntry[];
  /** Turns of the thread that changed files which can be put back. */
  readonly checkpoints: readonly string[];
  readonly canFork: boolean;
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

/** The turns of a thread that are in view or near it, and as much space as the others would take. */
export function Turns(props: TurnsProps): JSX.Element {
  const { thread, rows, view, approvals, outbox, checkpoints, canFork } = props;
  const { turns, history } = thread;
  const key = turnsKey(turns);
  const notices = useMemo(() => groupByTurn(thread.notices), [thread.notices]);
  const reviews = useMemo(() => groupByTurn(thread.autoReviews), [thread.autoReviews]);
  const settled = useMemo(
    () =>
      groupSettled(
        thread.settled,
        turns.map(({ id }) => id),
        history !== 'complete',
      ),
    [thread.settled, key, history],
  );
  // By then each of these turns has its first message: a checkpoint comes after it, and old turns come as a whole.
  const restorable = useMemo(() => new Map(restoreTargets(turns, checkpoints)), [key, checkpoints, history]);
  const drawn = view.drawn();
  const segments = useMemo(
    () =>
      rowSegments(rows.list.length, drawn).map((segment) =>
        segment.kind === 'row' ? segment : { ...segment, px: view.spacePx(segment.first, segment.end) },
      ),
    [view, rows, drawn],
  );
  return (
    <RestoreContext.Provider value={restorable}>
      <HistoryLine thread={thread} />
      <TurnNotices notices={notices.get(null) ?? noNotices} />
      {segments.map((segment) => {
        if (segment.kind === 'space') {
          const { first, end, px } = segment;
          // Named by what follows, which is what it moves.
          const name = `space ${rows.list[end]?.id ?? ''}`;
          return <div key={name} class="turn-space" data-space={first} style={{ blockSize: `${px}px` }} />;
        }
        const row = rows.list[segment.index];
        const turn = row && turns[row.turnIndex];
        return (
          turn && (
            <TurnView
              key={row.id}
              threadId={thread.id}
              turn={turn}
              part={row.part}
              isEnd={row.isEnd}
              approvals={approvals.byTurn.get(turn.id) ?? noApprovals}
              settled={settled.byTurn.get(turn.id) ?? noSettled}
              notices={notices.get(turn.id) ?? noNotices}
              reviews={reviews.get(turn.id) ?? noReviews}
              outbox={row.turnIndex === turns.length - 1 ? outbox : noOutbox}
              canFork={canFork}
              isLast={row.turnIndex === turns.length - 1}
            />
          )
        );
      })}
      <SettledLines settled={settled.atEnd} />
    </RestoreContext.Provider>
  );
}
