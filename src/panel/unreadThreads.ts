import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { finishedTurn } from '../shared/thread/finishedTurn.ts';
import type { SurfaceStorage } from './surface.ts';
import type { Surfaces } from './surfaces.ts';

export interface UnreadDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly surfaces: Pick<Surfaces, 'isVisible' | 'onDidChange'>;
  readonly storage: SurfaceStorage;
  isWindowFocused(): boolean;
  onDidChangeWindowFocus(listener: () => void): { dispose(): void };
}

const storageKey = 'unread';
const maxStored = 200;

/**
 * Marks threads whose turn ended while nobody looked: their thread was not visible, or the window had no focus. They
 * stay marked over a reload, until somebody looks. A turn that the person stopped brings nothing new.
 */
export class UnreadThreads {
  private readonly subscriptions: readonly { dispose(): void }[];
  private saved: readonly string[];
  private restored = false;

  constructor(private readonly deps: UnreadDeps) {
    const { store, surfaces } = deps;
    this.saved = store.getState().unread;
    this.subscriptions = [
      { dispose: store.subscribe(({ events, state }) => this.handle(events, state)) },
      surfaces.onDidChange(() => this.markRead()),
      deps.onDidChangeWindowFocus(() => this.markRead()),
    ];
  }

  /** Brings back, once, what an earlier window left. */
  restore(): void {
    if (this.restored) return;
    this.restored = true;
    const stored = this.deps.storage.get<string[]>(storageKey) ?? [];
    this.deps.store.dispatch(
      stored.map((threadId): AppEvent => ({ method: 'host/threadUnread', params: { threadId } })),
    );
    this.markRead();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private handle(events: readonly AppEvent[], state: AppState): void {
    if (state.unread !== this.saved) {
      // Not before what is stored was read: it would be overwritten.
      this.restore();
      this.saved = state.unread;
      void this.deps.storage.update(storageKey, this.deps.store.getState().unread.slice(-maxStored));
    }
    for (const event of events) {
      const finished = finishedTurn(state, event);
      if (!finished || finished.outcome === 'interrupted' || this.isSeen(finished.threadId)) continue;
      const { threadId } = finished;
      this.deps.store.dispatch([{ method: 'host/threadUnread', params: { threadId } }]);
    }
  }

  private markRead(): void {
    const { unread } = this.deps.store.getState();
    const seen = unread.filter((threadId) => this.isSeen(threadId));
    this.deps.store.dispatch(
      seen.map((threadId): AppEvent => ({ method: 'host/threadRead', params: { threadId } })),
    );
  }

  private isSeen(threadId: string): boolean {
    return this.deps.isWindowFocused() && this.deps.surfaces.isVisible(threadId);
  }
}
