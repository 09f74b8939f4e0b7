import type { Thread } from '../../protocol/index.ts';
import type { ThreadSummary } from './threadState.ts';

/** Takes from the protocol's thread what lists show. `createdAt` is in seconds on the wire. */
export function toThreadSummary(thread: Thread): ThreadSummary {
  return {
    id: thread.id,
    name: thread.name,
    preview: thread.preview,
    cwd: thread.cwd,
    parentThreadId: thread.parentThreadId,
    status: thread.status,
    model: thread.model,
    modelProvider: thread.modelProvider,
    effort: thread.reasoningEffort,
    ephemeral: thread.ephemeral,
    createdAtMs: thread.createdAt * 1000,
  };
}

/** The words a thread is listed under, on one line: its name, else the first line of its first message, else ''. */
export function threadTitle(summary: ThreadSummary | undefined): string {
  // Other clients may set a name of many lines.
  return summary?.name?.replaceAll(/\s+/g, ' ').trim() || summary?.preview.trim().split('\n')[0] || '';
}
