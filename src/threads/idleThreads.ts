import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { activeTurn } from '../shared/thread/activeTurn.ts';
import { hasBackgroundCommand } from '../shared/thread/hasBackgroundCommand.ts';
import { rootThreadId } from '../shared/thread/rootThread.ts';

export interface IdleThreadsDeps {
  readonly store: Store<AppState, AppEvent>;
  /** Whether a surface of this window shows the thread. */
  isShown(threadId: string): boolean;
  /** Tells that a surface shows something else. Returns the end of it. */
  onDidChangeShown(listener: () => void): { dispose(): unknown };
  unload(threadId: string): void;
}

/** After these a thread may have become idle, and after the end of a command. */
const turningPoints: ReadonlySet<AppEvent['method']> = new Set<AppEvent['method']>([
  'turn/completed',
  'thread/status/changed',
  'serverRequest/resolved',
  'host/serverLost',
  'host/historyLoaded',
  'host/historyFailed',
  'host/messageFailed',
  'host/messageRemoved',
]);

function isTurningPoint(event: AppEvent): boolean {
  if (event.method === 'item/completed') return event.params.item.type === 'commandExecution';
  return turningPoints.has(event.method);
}

function isBusy(state: AppState, threadId: string): boolean {
  const thread = state.threads[threadId];
  return (
    state.summaries[threadId]?.status.type === 'active' ||
    thread?.history === 'loading' ||
    activeTurn(thread) !== undefined ||
    hasBackgroundCommand(state, threadId) ||
    state.approvals.some((approval) => approval.threadId === threadId) ||
    state.outbox.some((entry) => entry.threadId === threadId && entry.status !== 'failed')
  );
}

/**
 * The threads whose turns are held for nothing: none of its family (a thread and its sub-agents) is shown, runs (a
 * command in the background counts), waits for an answer or has a message on its way. A side question is never idle, since codex keeps nothing of it.
 */
export function findIdleThreads(state: AppState, isShown: (threadId: string) => boolean): string[] {
  const held = Object.values(state.threads).filter(({ turns }) => turns.length > 0);
  if (held.length === 0) return [];
  const rootOf = (threadId: string): string => rootThreadId(state.summaries, threadId);
  const ids = new Set([...Object.keys(state.threads), ...Object.keys(state.summaries)]);
  const inUse = [...ids].filter((id) => isShown(id) || isBusy(state, id));
  const roots = new Set(inUse.map(rootOf));
  return held.flatMap(({ id }) => (roots.has(rootOf(id)) || state.summaries[id]?.ephemeral ? [] : [id]));
}

/** Unloads threads as soon as they are idle. Driven by events alone: nothing is looked at by time. Returns the end of it. */
export function watchIdleThreads(deps: IdleThreadsDeps): () => void {
  const { store } = deps;
  const unloadIdle = (): void => {
    for (const threadId of findIdleThreads(store.getState(), (id) => deps.isShown(id))) deps.unload(threadId);
  };
  const unsubscribe = store.subscribe(({ events }) => {
    if (events.some(isTurningPoint)) unloadIdle();
  });
  const listener = deps.onDidChangeShown(unloadIdle);
  return () => {
    unsubscribe();
    listener.dispose();
  };
}
