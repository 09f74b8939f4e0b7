import type { ThreadRow } from '../../../../../src/shared/thread/list/threadRow.ts';

/** A row of a listing with this id and last activity. */
export function row(id: string, recencyMs: number, change: Partial<ThreadRow> = {}): ThreadRow {
  return {
    id,
    name: null,
    preview: id,
    cwd: '/w',
    parentThreadId: null,
    status: { type: 'notLoaded' },
    model: null,
    modelProvider: null,
    effort: null,
    ephemeral: false,
    createdAtMs: recencyMs,
    origin: 'editor',
    recencyMs,
    snippet: null,
    ...change,
  };
}
