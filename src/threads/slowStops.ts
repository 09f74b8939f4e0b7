import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';

/** How long a stopped turn may take to end before the person is offered a restart. */
export const slowStopMs = 10_000;

export interface SlowStopsDeps {
  readonly store: Store<AppState, AppEvent>;
  /** Told once for each turn that was asked to stop and has not ended in time. */
  onSlow(threadId: string, turnId: string): void;
  /** Runs `act` after `delayMs`; returns what takes it back. */
  schedule(act: () => void, delayMs: number): () => void;
}

/** Watches turns that were asked to stop. A timer runs only while one is stopping. Returns the end of it. */
export function watchSlowStops({ store, onSlow, schedule }: SlowStopsDeps): () => void {
  const waiting = new Map<string, () => void>();

  function forget(turnId: string): void {
    waiting.get(turnId)?.();
    waiting.delete(turnId);
  }

  const unsubscribe = store.subscribe(({ events, state }) => {
    for (const turnId of waiting.keys()) if (!state.stopping.includes(turnId)) forget(turnId);
    for (const event of events) {
      if (event.method !== 'host/turnStopping') continue;
      const { threadId, turnId } = event.params;
      if (waiting.has(turnId) || !state.stopping.includes(turnId)) continue;
      const act = (): void => {
        waiting.delete(turnId);
        onSlow(threadId, turnId);
      };
      waiting.set(turnId, schedule(act, slowStopMs));
    }
  });
  return () => {
    unsubscribe();
    for (const turnId of waiting.keys()) forget(turnId);
  };
}
