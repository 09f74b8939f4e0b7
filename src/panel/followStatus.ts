import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { isDelta } from '../shared/thread/isDelta.ts';
import type { LiveStatus } from '../shared/thread/list/liveStatus.ts';
import { shownStatus } from '../shared/thread/list/shownStatus.ts';
import type { ThreadSummary } from '../shared/thread/threadState.ts';
import { threadTitle } from '../shared/thread/threadSummary.ts';
import type { Surface } from './surface.ts';

/** What a surface's title says of its thread. */
export interface ShownThread {
  readonly isNew: boolean;
  readonly summary: ThreadSummary | undefined;
  readonly status: LiveStatus;
}

/**
 * Calls `apply` now, and whenever the title or the status of what the surface shows is another one; a stream of deltas
 * costs nothing. Returns the end of it.
 */
export function followStatus(
  store: Store<AppState, AppEvent>,
  surface: Surface,
  apply: (shown: ShownThread) => void,
): { dispose(): void } {
  let known = '';
  function update(): void {
    const state = store.getState();
    const threadId = surface.shownThreadId;
    const summary = threadId === null ? undefined : state.summaries[threadId];
    const status = shownStatus(state, threadId);
    const next = JSON.stringify([threadId === null, status, summary && threadTitle(summary)]);
    if (next === known) return;
    known = next;
    apply({ isNew: threadId === null, summary, status });
  }

  update();
  const unsubscribe = store.subscribe(({ events }) => {
    if (!events.every(isDelta)) update();
  });
  const listener = surface.onDidChange(update);
  return {
    dispose: () => {
      unsubscribe();
      listener.dispose();
    },
  };
}
