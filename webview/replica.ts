import type { AppEvent } from '../src/shared/appState.ts';
import type { HostToWebview, SurfaceState, WebviewToHost } from '../src/shared/messages.ts';
import { reduceApp } from '../src/shared/reduceApp.ts';

type StateMessage = Extract<HostToWebview, { type: 'snapshot' | 'events' }>;

/** A snapshot, and turns that are waited for, are to be painted at once; other events can wait for the next frame. */
export type ReplicaChange = 'awaited' | 'events';

export interface Replica {
  /** null before the first snapshot. */
  getState(): SurfaceState | null;
  receive(message: StateMessage): void;
  /** Tells of each change, after it. Returns the function that ends the subscription. */
  subscribe(listener: (change: ReplicaChange) => void): () => void;
}

function bringsTurns({ method }: AppEvent): boolean {
  return method === 'host/historyLoaded' || method === 'host/turnsShown';
}

interface ReplicaOptions {
  readonly post: (message: WebviewToHost) => void;
}

/**
 * The page's copy of the host's state: replaced by a snapshot, then kept by folding the same events with the same
 * reducer. `seq` counts posted events, so events that do not start at it mean that some were lost: then it posts
 * `resync`, once, and waits for the next snapshot. Events of another epoch, or before any snapshot, are ignored.
 */
export function createReplica({ post }: ReplicaOptions): Replica {
  let state: SurfaceState | null = null;
  let epoch: string | null = null;
  let seq = 0;
  const listeners = new Set<(change: ReplicaChange) => void>();

  function tell(change: ReplicaChange): void {
    for (const listener of listeners) listener(change);
  }

  return {
    getState: () => state,
    receive(message) {
      if (message.type === 'snapshot') {
        ({ epoch, seq, state } = message);
        tell('awaited');
        return;
      }
      if (state === null || message.epoch !== epoch) return;
      if (message.from !== seq) {
        // The epoch is over for this page; what still comes of it is ignored above.
        epoch = null;
        post({ type: 'resync' });
        return;
      }
      // Counted after the fold: should it throw, the next events find a gap and a snapshot mends the state.
      const app = message.events.reduce(reduceApp, state.app);
      seq += message.events.length;
      if (app === state.app) return;
      state = { ...state, app };
      tell(message.events.some(bringsTurns) ? 'awaited' : 'events');
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
