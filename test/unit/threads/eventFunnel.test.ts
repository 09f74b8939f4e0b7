import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ServerNotification } from '../../../src/protocol/index.ts';
import { initialAppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { EventFunnel, frameAfter } from '../../../src/threads/eventFunnel.ts';

function setUp() {
  const store = createStore(reduceApp, initialAppState);
  const batches: string[][] = [];
  store.subscribe(({ events }) => batches.push(events.map(({ method }) => method)));
  const scheduled: (() => number)[] = [];
  const funnel = new EventFunnel(store, (flush) => scheduled.push(flush));
  return { store, batches, scheduled, funnel };
}

const place = { threadId: 'T1', turnId: 'U1' };
const started: ServerNotification = {
  method: 'item/started',
  params: {
    ...place,
    startedAtMs: 1,
    item: {
      type: 'agentMessage',
      moderation: null,
      id: 'm1',
      text: '',
      phase: null,
      memoryCitation: null,
      delivery: null,
      questions: null,
    },
  },
};
function delta(text: string): ServerNotification {
  return { method: 'item/agentMessage/delta', params: { ...place, itemId: 'm1', delta: text } };
}

describe('EventFunnel', () => {
  it('folds a burst in one batch, its deltas joined', () => {
    const { store, batches, scheduled, funnel } = setUp();
    funnel.push(started);
    for (const letter of 'streaming') funnel.push(delta(letter));
    assert.equal(scheduled.length, 1);
    scheduled[0]?.();
    assert.deepEqual(batches, [['host/threadSeen', 'item/started', 'item/agentMessage/delta']]);
    const item = store.getState().threads.T1?.turns[0]?.items[0]?.item;
    assert.equal(item?.type === 'agentMessage' && item.text, 'streaming');
  });

  it('schedules again after a flush, and nothing while idle', () => {
    const { scheduled, funnel } = setUp();
    funnel.push(started);
    scheduled[0]?.();
    assert.equal(scheduled.length, 1);
    funnel.push(delta('x'));
    assert.equal(scheduled.length, 2);
  });

  it('folds what is pending before what must come after it', () => {
    const { batches, funnel } = setUp();
    funnel.push(started);
    funnel.flush();
    assert.deepEqual(batches, [['host/threadSeen', 'item/started']]);
  });

  it('tells the scheduler how much it took, which makes the frames of a burst longer', () => {
    const { scheduled, funnel } = setUp();
    for (let count = 0; count < 100; count++) funnel.push(delta('x'));
    // The thread that they make known counts too.
    assert.equal(scheduled[0]?.(), 101);
    assert.ok(frameAfter(101) > frameAfter(10));
  });

  it('makes an unknown thread known once, as sub-agents need it', () => {
    const { store, funnel } = setUp();
    funnel.push(started);
    funnel.announce('T1');
    funnel.flush();
    assert.deepEqual(Object.keys(store.getState().summaries), ['T1']);
  });

  it('does not take a thread that lists tell of for one in which something happens', () => {
    const { store, funnel } = setUp();
    funnel.push({ method: 'thread/name/updated', params: { threadId: 'T2', threadName: 'New' } });
    funnel.push({ method: 'thread/unarchived', params: { threadId: 'T3' } });
    funnel.flush();
    assert.deepEqual([store.getState().summaries, store.getState().threads], [{}, {}]);
  });

  it('refuses what the reducer does not fold', () => {
    const { funnel, scheduled } = setUp();
    assert.equal(funnel.push({ method: 'skills/changed', params: {} } as ServerNotification), false);
    assert.equal(funnel.push({ method: 'made/up', params: {} } as unknown as ServerNotification), false);
    assert.deepEqual(scheduled, []);
  });
});
