import type { AppEvent, AppState } from '../appState.ts';
import { isOwnThread } from './threadSummary.ts';

/** The end of a turn of a thread that a person started. */
export interface FinishedTurn {
  readonly threadId: string;
  /** `interrupted`: the person stopped it. */
  readonly outcome: 'completed' | 'failed' | 'interrupted';
  /** The next message of the queue follows: the thread is not done yet. */
  readonly goesOn: boolean;
}

/** Whether the queue of the thread sends its next message by itself after a turn that went well. */
function hasNext({ outbox, queuePauses }: AppState, threadId: string): boolean {
  const next = outbox.find((entry) => entry.threadId === threadId && entry.status === 'queued');
  return next !== undefined && !next.isHeld && queuePauses[threadId] === undefined;
}

/**
 * What an event says of the end of a turn; `state` is the one after it. null for any other event, for a sub-agent's
 * turn, which is a part of its parent's, and for a side question.
 */
export function finishedTurn(state: AppState, event: AppEvent): FinishedTurn | null {
  if (event.method !== 'turn/completed') return null;
  const { threadId, turn } = event.params;
  if (!isOwnThread(state.summaries[threadId])) return null;
  if (turn.status === 'inProgress') return null;
  return {
    threadId,
    outcome: turn.status,
    goesOn: turn.status === 'completed' && hasNext(state, threadId),
  };
}
