import type { ThreadSummary } from '../../../src/shared/thread/threadState.ts';

/** The summary of a thread as lists hold it, with members replaced. */
export function summaryOf(id: string, members: Partial<ThreadSummary> = {}): ThreadSummary {
  return {
    id,
    name: null,
    preview: `about ${id}`,
    cwd: '/workspace',
    parentThreadId: null,
    status: { type: 'idle' },
    model: null,
    modelProvider: null,
    effort: null,
    ephemeral: false,
    createdAtMs: 0,
    ...members,
  };
}
