import type { AppEvent, AppState, QueuePause } from '../appState.ts';

/** Why queues pause with an event, and the thread whose queue that is; null: those of all threads. */
function pauseOf({ outbox }: AppState, event: AppEvent): readonly [QueuePause, string | null] | undefined {
  switch (event.method) {
    case 'turn/completed': {
      const { threadId, turn } = event.params;
      return turn.status === 'interrupted' || turn.status === 'failed' ? [turn.status, threadId] : undefined;
    }
    case 'thread/closed':
      return ['interrupted', event.params.threadId];
    case 'host/messageFailed': {
      const failed = outbox.find(({ clientId }) => clientId === event.params.clientId);
      return failed?.threadId ? ['failed', failed.threadId] : undefined;
    }
    case 'host/serverLost':
      return ['failed', null];
    default:
      return undefined;
  }
}

/**
 * Pauses queues after an event (`before` and `after` are the states around it): what a person stopped, what failed,
 * and what died with the server does not go on by itself. In the reducer, so that there is no moment in which an
 * interrupted turn is over and its queue not yet paused. A queue stays paused for the first reason, until nothing
 * waits in it any more.
 */
export function reduceQueuePauses(before: AppState, after: AppState, event: AppEvent): AppState {
  const { outbox, queuePauses } = after;
  const [reason, threadId] = pauseOf(after, event) ?? [];
  if (!reason && outbox === before.outbox) return after;
  const next: Record<string, QueuePause> = {};
  for (const { threadId: id, status } of outbox) {
    if (id === null || status === 'failed') continue;
    const pause = queuePauses[id] ?? (threadId === null || threadId === id ? reason : undefined);
    if (pause) next[id] = pause;
  }
  const ids = Object.keys(next);
  const isSame =
    ids.length === Object.keys(queuePauses).length && ids.every((id) => next[id] === queuePauses[id]);
  return isSame ? after : { ...after, queuePauses: next };
}
