import type { ThreadItem } from '../../protocol/index.ts';
import type { AppState } from '../appState.ts';

/** The threads of the agents that an item of a parent's turn is about. */
export function agentThreadIds(item: ThreadItem): readonly string[] {
  if (item.type === 'subAgentActivity') return [item.agentThreadId];
  if (item.type !== 'collabAgentToolCall') return [];
  return [...new Set([...item.receiverThreadIds, ...Object.keys(item.agentsStates)])];
}

/**
 * Whether this window knows the thread: it has seen it, or one of its agents, or a thread that it holds names it as one
 * of its own.
 */
export function knowsThread({ summaries, threads }: AppState, threadId: string): boolean {
  const isParent = Object.values(summaries).some(({ parentThreadId }) => parentThreadId === threadId);
  if (summaries[threadId] || isParent) return true;
  return Object.values(threads).some(({ turns }) =>
    turns.some(({ items }) => items.some(({ item }) => agentThreadIds(item).includes(threadId))),
  );
}
