import type { AppState, OutboxEntry } from '../appState.ts';

/** The messages that are to outlive the window: all but those of side questions, of which nothing is kept. */
export function storedOutbox(
  outbox: readonly OutboxEntry[],
  summaries: AppState['summaries'],
): readonly OutboxEntry[] {
  return outbox.filter(({ threadId }) => threadId === null || !summaries[threadId]?.ephemeral);
}
