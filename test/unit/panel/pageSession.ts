import { Drafts } from '../../../src/panel/drafts.ts';
import { Surface, type SurfaceStorage } from '../../../src/panel/surface.ts';
import { WebviewSession } from '../../../src/panel/webviewSession.ts';
import { initialAppState, type AppEvent, type AppState } from '../../../src/shared/appState.ts';
import type { HostToWebview } from '../../../src/shared/messages.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore, type Store } from '../../../src/shared/store.ts';
import { memoryStorage } from './memoryStorage.ts';

export interface SessionParts {
  readonly store: Store<AppState, AppEvent>;
  readonly storage: SurfaceStorage;
  /** The sidebar; another one on the same storage is that of a window that was opened again. */
  createSurface(): Surface;
  /** The threads of which older turns were to be read ahead. */
  readonly ahead: readonly string[];
  /** Lets pass what a session waits for. */
  runTimers(): void;
  /** Begins to feed a page that shows what `surface` does. */
  open(surface: Surface, post: (message: HostToWebview) => void): WebviewSession;
}

/** What a session is made of, with ids `id-1`, `id-2`, … and a clock that the test moves. */
export function createSessionParts(): SessionParts {
  let next = 0;
  const newId = (): string => `id-${++next}`;
  const store = createStore(reduceApp, initialAppState);
  const storage = memoryStorage();
  const ahead: string[] = [];
  const timers = new Set<() => void>();
  return {
    store,
    storage,
    ahead,
    createSurface: () =>
      new Surface('sidebar', 'sidebar', store, new Drafts(storage, newId), storage, () => ({
        sendWith: 'enter',
        followUp: 'queue',
      })),
    runTimers: () => {
      for (const act of timers) act();
      timers.clear();
    },
    open: (surface, post) => {
      const session = new WebviewSession({
        store,
        project: () => surface.project(),
        post,
        newEpoch: newId,
        loadAhead: (threadId) => ahead.push(threadId),
        schedule: (act) => {
          timers.add(act);
          return () => timers.delete(act);
        },
      });
      surface.onDidChange(() => session.showSurface());
      return session;
    },
  };
}
