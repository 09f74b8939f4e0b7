import type { OutboxEntry } from '../appState.ts';

/** Whether a message of this draft is on its way to a new thread that has no id yet. */
export function isStarting(outbox: readonly OutboxEntry[], draftKey: string): boolean {
  return outbox.some(
    (entry) => entry.threadId === null && entry.draftKey === draftKey && entry.status !== 'failed',
  );
}
