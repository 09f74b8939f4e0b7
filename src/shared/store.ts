/** A change of the store: the events as they were folded, in order, and the state after them. */
export interface StoreChange<S, E> {
  readonly events: readonly E[];
  readonly state: S;
}

export interface Store<S, E> {
  getState(): S;
  /** Folds the events and tells the listeners once. A dispatch from inside a listener is folded after it. */
  dispatch(events: readonly E[]): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (change: StoreChange<S, E>) => void): () => void;
}

/**
 * Creates a store that changes only by `dispatch`. Listeners see changes in the order of dispatch, also when
 * one of them dispatches; a listener that throws does not keep the others from being told (it throws last).
 */
export function createStore<S, E>(reduce: (state: S, event: E) => S, initial: S): Store<S, E> {
  let state = initial;
  let draining = false;
  const queue: (readonly E[])[] = [];
  const listeners = new Set<(change: StoreChange<S, E>) => void>();

  function tell(change: StoreChange<S, E>): void {
    const failures: unknown[] = [];
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  function dispatch(events: readonly E[]): void {
    if (events.length > 0) queue.push(events);
    if (draining) return;
    draining = true;
    const failures: unknown[] = [];
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      try {
        state = batch.reduce(reduce, state);
        tell({ events: batch, state });
      } catch (error) {
        // What is queued behind a failure must not wait for the next dispatch: it may be an approval.
        failures.push(error);
      }
    }
    draining = false;
    if (failures.length > 0) throw failures[0];
  }

  return {
    getState: () => state,
    dispatch,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
