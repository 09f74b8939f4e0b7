import type { OutboxEntry } from '../appState.ts';

/** Names the queue that a message belongs to: its thread's, or that of the new thread which its draft starts. */
export function queueKey({ threadId, draftKey }: Pick<OutboxEntry, 'threadId' | 'draftKey'>): string {
  return threadId === null ? `new ${draftKey}` : `thread ${threadId}`;
}
