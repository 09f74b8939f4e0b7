import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createStore } from '../../../src/shared/store.ts';

describe('createStore', () => {
  const sum = (state: number, event: number): number => state + event;

  it('folds a batch and tells the listeners once', () => {
    const store = createStore(sum, 0);
    const told: number[] = [];
    store.subscribe(({ state }) => told.push(state));
    store.dispatch([1, 2, 3]);
    assert.deepEqual(told, [6]);
    assert.equal(store.getState(), 6);
  });

  it('folds a dispatch from inside a listener after the change being told', () => {
    const store = createStore(sum, 0);
    const seen: string[] = [];
    store.subscribe(({ state }) => {
      if (state === 1) store.dispatch([10]);
      seen.push(`first ${state}`);
    });
    store.subscribe(({ state }) => seen.push(`second ${state}`));
    store.dispatch([1]);
    assert.deepEqual(seen, ['first 1', 'second 1', 'first 11', 'second 11']);
  });

  it('tells every listener although one throws, and throws on', () => {
    const store = createStore(sum, 0);
    const told: number[] = [];
    store.subscribe(() => {
      throw new Error('broken listener');
    });
    store.subscribe(({ state }) => told.push(state));
    assert.throws(() => store.dispatch([1]), /broken listener/);
    assert.deepEqual(told, [1]);
    assert.throws(() => store.dispatch([1]), /broken listener/);
    assert.deepEqual(told, [1, 2]);
  });

  it('folds what was dispatched from inside a listener although another one throws', () => {
    const store = createStore(sum, 0);
    store.subscribe(({ state }) => {
      if (state === 1) store.dispatch([10]);
    });
    store.subscribe(() => {
      throw new Error('broken listener');
    });
    assert.throws(() => store.dispatch([1]), /broken listener/);
    assert.equal(store.getState(), 11);
  });

  it('ends a subscription', () => {
    const store = createStore(sum, 0);
    const told: number[] = [];
    store.subscribe(({ state }) => told.push(state))();
    store.dispatch([1]);
    assert.deepEqual(told, []);
  });
});
