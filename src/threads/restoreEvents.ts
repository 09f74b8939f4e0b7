import type { AppEvent, OutboxEntry } from '../shared/appState.ts';

function restored(stored: OutboxEntry): OutboxEntry {
  // A new thread's queue waited for a message that is not on its way any more.
  if (stored.status === 'queued' && stored.threadId !== null) return { ...stored, isHeld: false };
  const unsent = stored.status === 'queued' ? 'It was not sent.' : 'It was not confirmed as sent.';
  return { ...stored, status: 'failed', error: stored.error ?? unsent, isHeld: false };
}

/**
 * The events that bring back what an earlier window kept: what was on its way waits for the person, and so do the
 * queues, since nothing is sent that was not asked for in this window.
 */
export function restoreEvents(stored: readonly OutboxEntry[]): readonly AppEvent[] {
  const entries = stored.map(restored);
  const threadIds = new Set(
    entries.flatMap((entry) => (entry.status === 'queued' ? entry.threadId : []) ?? []),
  );
  return [
    ...entries.map((entry): AppEvent => ({ method: 'host/messageSubmitted', params: { entry } })),
    ...[...threadIds].map((threadId): AppEvent => {
      return { method: 'host/queuePaused', params: { threadId, pause: 'restored' } };
    }),
  ];
}
