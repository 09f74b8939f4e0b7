import type { Thread } from '../../../protocol/index.ts';
import { toThreadSummary } from '../threadSummary.ts';
import type { ThreadSummary } from '../threadState.ts';

/** Where a thread was started, as far as a person cares. */
export type ThreadOrigin = 'editor' | 'cli' | 'exec' | 'other';

/** One thread of a listing, as codex stored it. */
export interface ThreadRow extends ThreadSummary {
  readonly origin: ThreadOrigin;
  /** Unix milliseconds of the last activity: what the listing is sorted and grouped by. */
  readonly recencyMs: number;
  /** The text around a match of a search inside transcripts. */
  readonly snippet: string | null;
}

function toOrigin(source: Thread['source']): ThreadOrigin {
  if (source === 'vscode' || source === 'appServer') return 'editor';
  return source === 'cli' || source === 'exec' ? source : 'other';
}

/** Takes from the protocol's thread what a listing shows. The times of the wire are in seconds. */
export function toThreadRow(thread: Thread, snippet: string | null = null): ThreadRow {
  return {
    ...toThreadSummary(thread),
    origin: toOrigin(thread.source),
    recencyMs: (thread.recencyAt ?? thread.updatedAt) * 1000,
    snippet,
  };
}
