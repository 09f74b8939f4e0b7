import type { ThreadSummary } from './threadState.ts';

/**
 * The thread that shows what `threadId` asks: a sub-agent has no view of its own, so it is the farthest ancestor that
 * `summaries` (by id) knows. A thread without a known parent is its own; a circle ends when it closes.
 */
export function rootThreadId(
  summaries: Readonly<Record<string, ThreadSummary | undefined>>,
  threadId: string,
): string {
  const seen = new Set([threadId]);
  let id = threadId;
  for (;;) {
    const parent = summaries[id]?.parentThreadId ?? null;
    if (parent === null || seen.has(parent) || !summaries[parent]) return id;
    seen.add(parent);
    id = parent;
  }
}
