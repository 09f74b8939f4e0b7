import type { OutboxEntry } from '../appState.ts';
import { isOfNewThread } from './isOfNewThread.ts';

/** Whether a message is on its way to the new thread with this draft. */
export function isStarting(outbox: readonly OutboxEntry[], draftKey: string): boolean {
  return outbox.some((entry) => isOfNewThread(entry, draftKey) && entry.status !== 'failed');
}
