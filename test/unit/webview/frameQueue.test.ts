import assert from 'node:assert/strict';
import { createFrameQueue } from '../../../webview/frameQueue.ts';

function setUp() {
  let runs = 0;
  const waiting = new Map<number, () => void>();
  let last = 0;
  const queue = createFrameQueue(() => runs++, {
    request: (callback) => {
      waiting.set(++last, callback);
      return last;
    },
    cancel: (handle) => waiting.delete(handle),
  });
  const frame = (): number => {
    const due = [...waiting.values()];
    waiting.clear();
    for (const callback of due) callback();
    return runs;
  };
  return { queue, frame, isIdle: () => waiting.size === 0, runs: () => runs };
}

describe('createFrameQueue', () => {
  it('runs once in the next frame, however often it is asked', () => {
    const { queue, frame, isIdle, runs } = setUp();
    queue.request();
    queue.request();
    assert.equal(runs(), 0);
    assert.equal(frame(), 1);
    assert.ok(isIdle());
  });

  it('leaves the frame after a key press to the key, but never two', () => {
    const { queue, frame, isIdle } = setUp();
    queue.request();
    queue.noteKey();
    assert.equal(frame(), 0);
    queue.noteKey();
    assert.equal(frame(), 1);
    assert.ok(isIdle());
    queue.request();
    assert.equal(frame(), 2, 'the key is forgotten');
  });

  it('forgets a key that was pressed while nothing waited', () => {
    const { queue, frame } = setUp();
    queue.noteKey();
    queue.request();
    assert.equal(frame(), 1);
  });

  it('runs at once and not again, and nothing once it is cancelled', () => {
    const { queue, frame, isIdle, runs } = setUp();
    queue.request();
    queue.runNow();
    assert.equal(runs(), 1);
    assert.ok(isIdle());
    queue.request();
    queue.cancel();
    assert.equal(frame(), 1);
  });
});
