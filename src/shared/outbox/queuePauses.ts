import type { AppEvent, AppState, OutboxEntry, QueuePause } from '../appState.ts';

function isWaiting({ status }: OutboxEntry): boolean {
  return status !== 'failed';
}

/** Pauses the queue of a thread in which something waits; a queue that is paused stays so, for the first reason. */
function pause(state: AppState, threadId: string, reason: QueuePause): AppState {
  if (state.queuePauses[threadId] !== undefined) return state;
  if (!state.outbox.some((entry) => entry.threadId === threadId && isWaiting(entry))) return state;
  return { ...state, queuePauses: { ...state.queuePauses, [threadId]: reason } };
}

/** Nothing is left that would wait: what is queued later is not held back by an old reason. */
function dropEmpty(state: AppState): AppState {
  const threadIds = Object.keys(state.queuePauses);
  if (threadIds.length === 0) return state;
  const waiting = new Set(state.outbox.filter(isWaiting).map(({ threadId }) => threadId));
  const kept = Object.entries(state.queuePauses).filter(([threadId]) => waiting.has(threadId));
  return kept.length === threadIds.length ? state : { ...state, queuePauses: Object.fromEntries(kept) };
}

/**
 * Pauses queues after an event (`before` and `after` are the states around it): what a person stopped, what failed,
 * and what died with the server does not go on by itself. In the reducer, so that there is no moment in which an
 * interrupted turn is over and its queue not yet paused.
 */
export function reduceQueuePauses(before: AppState, after: AppState, event: AppEvent): AppState {
  const state = after.outbox === before.outbox ? after : dropEmpty(after);
  switch (event.method) {
    case 'turn/completed': {
      const { threadId, turn } = event.params;
      if (turn.status === 'interrupted' || turn.status === 'failed')
        return pause(state, threadId, turn.status);
      return state;
    }
    case 'thread/closed':
      return pause(state, event.params.threadId, 'interrupted');
    case 'host/messageFailed': {
      const failed = state.outbox.find(({ clientId }) => clientId === event.params.clientId);
      return failed?.threadId ? pause(state, failed.threadId, 'failed') : state;
    }
    case 'host/serverLost': {
      const threadIds = new Set(state.outbox.map(({ threadId }) => threadId));
      return [...threadIds].reduce((next, id) => (id === null ? next : pause(next, id, 'failed')), state);
    }
    default:
      return state;
  }
}
