import type { Thread } from '../../protocol/index.ts';
import type { ThreadSummary } from './threadState.ts';

/** Takes from the protocol's thread what lists show. `createdAt` is in seconds on the wire. */
export function toThreadSummary(thread: Thread): ThreadSummary {
  return {
    id: thread.id,
    name: thread.name,
    // An agent's task is not told: its nickname, if it has one, is all there is.
    preview: thread.preview || (thread.agentNickname ?? ''),
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

/** A thread that events name before anything else told of it: sub-agents often have no `thread/started`. */
export function unknownThread(id: string): ThreadSummary {
  return {
    id,
    name: null,
    preview: '',
    cwd: '',
    parentThreadId: null,
    status: { type: 'active', activeFlags: [] },
    model: null,
    modelProvider: null,
    effort: null,
    ephemeral: false,
    createdAtMs: 0,
  };
}

/** Whether the thread is the person's own, and stored: no sub-agent's, and no side question. */
export function isOwnThread(summary: ThreadSummary | undefined): summary is ThreadSummary {
  return summary !== undefined && summary.parentThreadId === null && !summary.ephemeral;
}

/** Whether the thread is a sub-agent's: its parent directs it, and a person only reads it. */
export function isAgentThread(summary: ThreadSummary | undefined): boolean {
  return summary !== undefined && summary.parentThreadId !== null;
}

/** The words a thread is listed under, on one line: its name, else the first line of its first message, else ''. */
export function threadTitle(summary: ThreadSummary | undefined): string {
  // Other clients may set a name of many lines.
  return summary?.name?.replaceAll(/\s+/g, ' ').trim() || summary?.preview.trim().split('\n')[0] || '';
}
