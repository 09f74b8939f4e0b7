import type { AppState, OutboxEntry } from '../appState.ts';
import { activeTurn } from '../thread/activeTurn.ts';
import { queueKey } from './queueKey.ts';

/**
 * The messages that queues send now: of each queue the first one, when nothing of it is under way, no turn of its
 * thread runs, nobody paused it, and the message is not being edited.
 */
export function nextToSend({ outbox, threads, queuePauses }: AppState): readonly OutboxEntry[] {
  if (!outbox.some(({ status }) => status === 'queued')) return [];
  const busy = new Set(outbox.filter(({ status }) => status === 'sending').map(queueKey));
  const heads = new Map<string, OutboxEntry>();
  for (const entry of outbox) {
    const key = queueKey(entry);
    if (entry.status === 'queued' && !busy.has(key) && !heads.has(key)) heads.set(key, entry);
  }
  return [...heads.values()].filter(({ threadId, isHeld }) => {
    if (isHeld) return false;
    return threadId === null || (queuePauses[threadId] === undefined && !activeTurn(threads[threadId]));
  });
}
