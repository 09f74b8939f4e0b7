import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { threadTitle } from '../../src/shared/thread/threadSummary.ts';
import type { ThreadState, ThreadSummary } from '../../src/shared/thread/threadState.ts';

export interface ApprovalAtEnd {
  readonly approval: ApprovalState;
  /** The title of the sub-agent's thread that asks ('' without one); null when the shown thread asks itself. */
  readonly asker: string | null;
}

export interface ApprovalGroups {
  /** Of the shown thread, by turn id. */
  readonly byTurn: ReadonlyMap<string, readonly ApprovalState[]>;
  /** Of the shown thread, but of a turn it does not hold; and of its sub-agents, which have no view of their own. */
  readonly atEnd: readonly ApprovalAtEnd[];
  /** Those shown that have no answer yet, in the order they came. */
  readonly waiting: readonly ApprovalState[];
  /** How many wait in threads that are not shown here; those answered wait for codex only. */
  readonly elsewhere: number;
}

type Summaries = Readonly<Record<string, ThreadSummary>>;

function descendsFrom(threadId: string, ancestorId: string, summaries: Summaries): boolean {
  const seen = new Set<string>();
  for (let id: string | null = threadId; id !== null && !seen.has(id);) {
    if (id === ancestorId) return true;
    seen.add(id);
    id = summaries[id]?.parentThreadId ?? null;
  }
  return false;
}

/** Where each approval is shown, so that every one that waits is shown exactly once, or counted. */
export function groupApprovals(
  approvals: readonly ApprovalState[],
  thread: ThreadState | undefined,
  summaries: Summaries,
): ApprovalGroups {
  const byTurn = new Map<string, ApprovalState[]>();
  const atEnd: ApprovalAtEnd[] = [];
  const waiting: ApprovalState[] = [];
  let elsewhere = 0;
  const turnIds = new Set(thread?.turns.map(({ id }) => id));
  for (const approval of approvals) {
    const waits = approval.status === 'pending';
    if (!thread || !descendsFrom(approval.threadId, thread.id, summaries)) {
      if (waits) elsewhere += 1;
      continue;
    }
    if (waits) waiting.push(approval);
    if (approval.threadId !== thread.id) {
      atEnd.push({ approval, asker: threadTitle(summaries[approval.threadId]) });
    } else if (approval.turnId === null || !turnIds.has(approval.turnId)) {
      atEnd.push({ approval, asker: null });
    } else {
      byTurn.set(approval.turnId, [...(byTurn.get(approval.turnId) ?? []), approval]);
    }
  }
  return { byTurn, atEnd, waiting, elsewhere };
}
