import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { initialAppState, type AppEvent } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { slowStopMs, watchSlowStops } from '../../../src/threads/slowStops.ts';

function watch() {
  const store = createStore(reduceApp, initialAppState);
  const slow: string[] = [];
  const timers = new Map<() => void, number>();
  const end = watchSlowStops({
    store,
    onSlow: (threadId, turnId) => slow.push(`${threadId}/${turnId}`),
    schedule: (act, delayMs) => {
      timers.set(act, delayMs);
      return () => timers.delete(act);
    },
  });
  const fire = (): void => {
    const due = Array.from(timers.keys());
    timers.clear();
    for (const act of due) act();
  };
  return { store, slow, timers, fire, end };
}

const stopping = (turnId: string): AppEvent => ({
  method: 'host/turnStopping',
  params: { threadId: 'T', turnId },
});
const stopFailed = (turnId: string): AppEvent => ({
  method: 'host/turnStopFailed',
  params: { threadId: 'T', turnId },
});

describe('watchSlowStops', () => {
  it('tells once of a turn that does not end', () => {
    const { store, slow, timers, fire } = watch();
    store.dispatch([stopping('U')]);
    assert.deepEqual([...timers.values()], [slowStopMs]);
    fire();
    fire();
    assert.deepEqual(slow, ['T/U']);
  });

  it('tells nothing of a turn that ended, failed to stop, or was lost with its server', () => {
    const { store, slow, timers, fire } = watch();
    store.dispatch([stopping('U1'), stopping('U2')]);
    store.dispatch([stopFailed('U1')]);
    assert.equal(timers.size, 1);
    store.dispatch([{ method: 'host/serverLost', params: { generation: 1 } }]);
    assert.equal(timers.size, 0);
    store.dispatch([stopping('U3'), stopFailed('U3')]);
    fire();
    assert.deepEqual(slow, []);
  });

  it('leaves no timer behind', () => {
    const { store, timers, end } = watch();
    store.dispatch([stopping('U')]);
    end();
    assert.equal(timers.size, 0);
  });
});
