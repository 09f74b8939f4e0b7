import type { AppEvent, AppState } from '../shared/appState.ts';
import type { HostToWebview, SurfaceState } from '../shared/messages.ts';
import { concernsSurface } from '../shared/projectSurface.ts';
import type { Store } from '../shared/store.ts';

/**
 * Feeds one page from its `ready` until it is hidden or gone: a snapshot, then every event that concerns its
 * thread, in order, as the store folds them. Nothing is queued for a page that cannot listen; a page that comes
 * back is `ready` again and gets a new session.
 */
export class WebviewSession {
  private epoch = '';
  private seq = 0;
  private threadId: string | null = null;
  private readonly unsubscribe: () => void;

  constructor(
    store: Store<AppState, AppEvent>,
    private readonly project: () => SurfaceState,
    private readonly post: (message: HostToWebview) => void,
    private readonly newEpoch: () => string,
  ) {
    this.sendSnapshot();
    this.unsubscribe = store.subscribe(({ events }) => this.sendEvents(events));
  }

  /** Sends the whole state anew: for a page that lost count, and when the surface shows something else. */
  sendSnapshot(): void {
    this.epoch = this.newEpoch();
    this.seq = 0;
    const state = this.project();
    this.threadId = state.threadId;
    this.post({ type: 'snapshot', epoch: this.epoch, seq: this.seq, state });
  }

  dispose(): void {
    this.unsubscribe();
  }

  private sendEvents(events: readonly AppEvent[]): void {
    const wanted = events.filter((event) => concernsSurface(event, this.threadId));
    if (wanted.length === 0) return;
    this.post({ type: 'events', epoch: this.epoch, from: this.seq, events: wanted });
    this.seq += wanted.length;
  }
}
