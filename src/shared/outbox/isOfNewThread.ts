import type { OutboxEntry } from '../appState.ts';

/** Whether a message is to start the new thread with this draft, which has no id yet. */
export function isOfNewThread(entry: Pick<OutboxEntry, 'threadId' | 'draftKey'>, draftKey: string): boolean {
  return entry.threadId === null && entry.draftKey === draftKey;
}
