import assert from 'node:assert/strict';
import { DisposableStore } from '../../src/disposable.ts';

describe('DisposableStore', () => {
  it('disposes the last one first, once', () => {
    const store = new DisposableStore();
    const seen: number[] = [];
    for (const id of [1, 2, 3]) store.add({ dispose: () => seen.push(id) });
    store.dispose();
    store.dispose();
    assert.deepEqual(seen, [3, 2, 1]);
  });

  it('disposes at once what comes too late', () => {
    const store = new DisposableStore();
    store.dispose();
    let disposed = false;
    store.add({ dispose: () => (disposed = true) });
    assert.equal(disposed, true);
  });

  it('disposes all even when one throws, and says so', () => {
    const store = new DisposableStore();
    const seen: number[] = [];
    store.add({ dispose: () => seen.push(1) });
    store.add({
      dispose: () => {
        throw new Error('two');
      },
    });
    store.add({ dispose: () => seen.push(3) });
    assert.throws(() => store.dispose(), /two/);
    assert.deepEqual(seen, [3, 1]);
  });
});
