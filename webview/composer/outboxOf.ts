import type { OutboxEntry } from '../../src/shared/appState.ts';

interface ThreadOutbox {
  /** On their way or failed: shown in the transcript. */
  readonly outbox: readonly OutboxEntry[];
  /** Shown above the composer. */
  readonly queued: readonly OutboxEntry[];
}

/** The messages of the thread that is shown. One of a new thread that has no id yet is known by its draft. */
export function outboxOf(
  all: readonly OutboxEntry[],
  threadId: string | null,
  draftKey: string,
): ThreadOutbox {
  const own = all.filter((entry) =>
    entry.threadId === null ? entry.draftKey === draftKey : entry.threadId === threadId,
  );
  return {
    outbox: own.filter(({ status }) => status !== 'queued'),
    queued: own.filter(({ status }) => status === 'queued'),
  };
}
