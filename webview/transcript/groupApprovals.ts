import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import type { ThreadState, ThreadSummary } from '../../src/shared/thread/threadState.ts';

export interface ApprovalGroups {
  /** Of the shown thread, by turn id. */
  readonly byTurn: ReadonlyMap<string, readonly ApprovalState[]>;
  /** Of the shown thread, but of a turn it does not hold; and of its sub-agents, which have no view of their own. */
  readonly atEnd: readonly ApprovalState[];
  /** How many wait in threads that are not shown here. */
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

/** Where each waiting approval is shown, so that every one is shown exactly once, or counted. */
export function groupApprovals(
  approvals: readonly ApprovalState[],
  thread: ThreadState | undefined,
  summaries: Summaries,
): ApprovalGroups {
  const byTurn = new Map<string, ApprovalState[]>();
  const atEnd: ApprovalState[] = [];
  let elsewhere = 0;
  const turnIds = new Set(thread?.turns.map(({ id }) => id));
  for (const approval of approvals) {
    if (!thread || !descendsFrom(approval.threadId, thread.id, summaries)) elsewhere += 1;
    else if (approval.threadId !== thread.id || !turnIds.has(approval.turnId)) atEnd.push(approval);
    else byTurn.set(approval.turnId, [...(byTurn.get(approval.turnId) ?? []), approval]);
  }
  return { byTurn, atEnd, elsewhere };
}
