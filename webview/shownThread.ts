import type { SurfaceState } from '../src/shared/messages.ts';
import type { ThreadSettingsState } from '../src/shared/policy/policyState.ts';
import { activeTurn } from '../src/shared/thread/activeTurn.ts';
import { isOwnThread } from '../src/shared/thread/threadSummary.ts';
import type { ThreadState, ThreadSummary } from '../src/shared/thread/threadState.ts';

/** What the state holds of the thread that the page shows. */
export interface ShownThread {
  readonly thread: ThreadState | undefined;
  readonly summary: ThreadSummary | undefined;
  readonly settings: ThreadSettingsState | undefined;
  /** Of a sub-agent's thread, which only its parent goes on with; else null. */
  readonly parentId: string | null;
  readonly parent: ThreadSummary | undefined;
  /** It is a side question. */
  readonly isAside: boolean;
  /** Whether it can be forked: a sub-agent's thread is its parent's, and of a side question nothing is kept. */
  readonly canFork: boolean;
  /** `stopping`: its turn was asked to stop and has not ended yet. */
  readonly turn: 'none' | 'running' | 'stopping';
}

function toTurn(running: string | undefined, stopping: readonly string[]): ShownThread['turn'] {
  if (running === undefined) return 'none';
  return stopping.includes(running) ? 'stopping' : 'running';
}

/** Looks the shown thread up. Nothing of it is there for a new one, which has no id yet. */
export function shownThread({ app, threadId }: Pick<SurfaceState, 'app' | 'threadId'>): ShownThread {
  const id = threadId ?? '';
  const [thread, summary] = [app.threads[id], app.summaries[id]];
  const parentId = summary?.parentThreadId ?? null;
  const isAside = summary?.ephemeral === true;
  return {
    thread,
    summary,
    settings: app.threadSettings[id],
    parentId,
    parent: parentId === null ? undefined : app.summaries[parentId],
    isAside,
    canFork: isOwnThread(summary),
    turn: toTurn(activeTurn(thread)?.id, app.stopping),
  };
}
