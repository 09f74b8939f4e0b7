import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ServerNotification, Turn } from '../../../src/protocol/index.ts';
import { initialAppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { EventFunnel, frameAfter } from '../../../src/threads/eventFunnel.ts';

function setUp() {
  const store = createStore(reduceApp, initialAppState);
  const batches: string[][] = [];
  store.subscribe(({ events }) => batches.push(events.map(({ method }) => method)));
  const scheduled: (() => number)[] = [];
  const urgent: boolean[] = [];
  const funnel = new EventFunnel(store, (flush, isUrgent) => {
    scheduled.push(flush);
    urgent.push(isUrgent);
  });
  return { store, batches, scheduled, urgent, funnel };
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

  it('tells the scheduler how much it took', () => {
    const { scheduled, funnel } = setUp();
    for (let count = 0; count < 100; count++) funnel.push(delta('x'));
    // The thread that they make known counts too.
    assert.equal(scheduled[0]?.(), 101);
    funnel.push(delta('x'.repeat(5000)));
    assert.equal(scheduled[1]?.(), 50, 'a long one as the many that it could be');
  });

  it('makes frames longer the more comes in them', () => {
    const paced = frameAfter(10, 16);
    const burst = frameAfter(101, 16);
    assert.ok(burst > paced);
    assert.equal(frameAfter(10_000, 16), burst);
    const flood = frameAfter(10_000, burst);
    assert.ok(flood > burst);
    assert.ok(frameAfter(100_000, flood) > flood);
    const longest = Array.from({ length: 50 }).reduce<number>((last) => frameAfter(100_000, last), flood);
    assert.ok(longest < 500);
    assert.equal(frameAfter(longest * 3, longest), burst);
    assert.equal(frameAfter(burst * 3, burst), burst);
    assert.equal(frameAfter(10, burst), paced);
  });

  it('does not keep the end of a turn waiting', () => {
    const { urgent, funnel } = setUp();
    funnel.push(started);
    funnel.push(delta('x'));
    const turn: Pick<Turn, 'id' | 'items' | 'itemsView' | 'status' | 'error'> = {
      id: 'U1',
      items: [],
      itemsView: 'notLoaded',
      status: 'completed',
      error: null,
    };
    const times = { startedAt: 1, completedAt: 2, durationMs: 1000, rootTurnId: 'U1' };
    funnel.push({ method: 'turn/completed', params: { threadId: 'T1', turn: { ...turn, ...times } } });
    assert.deepEqual(urgent, [false, true]);
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
