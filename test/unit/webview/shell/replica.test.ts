import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { initialAppState, type AppEvent } from '../../../../src/shared/appState.ts';
import type { HostToWebview, SurfaceState, WebviewToHost } from '../../../../src/shared/messages.ts';
import { reduceApp } from '../../../../src/shared/reduceApp.ts';
import { createReplica, type ReplicaChange } from '../../../../webview/replica.ts';

type EventsMessage = Extract<HostToWebview, { type: 'events' }>;

function surface(app = initialAppState): SurfaceState {
  return {
    surfaceId: 'sidebar',
    kind: 'sidebar',
    app,
    threadId: null,
    draftKey: 'k',
    draft: '',
    sendWith: 'enter',
    followUp: 'queue',
  };
}

function submitted(clientId: string): AppEvent {
  const entry = {
    clientId,
    threadId: null,
    text: clientId,
    status: 'sending' as const,
    error: null,
    draftKey: 'd',
    isHeld: false,
  };
  return { method: 'host/messageSubmitted', params: { entry } };
}

function snapshot(epoch: string, seq: number, state = surface()): HostToWebview & { type: 'snapshot' } {
  return { type: 'snapshot', epoch, seq, state };
}

/** The events in messages of the given sizes, numbered on from `seq`. */
function toMessages(epoch: string, seq: number, sizes: readonly number[]): EventsMessage[] {
  let from = seq;
  return sizes.map((size, index) => {
    const events = Array.from({ length: size }, (_, at) => submitted(`${epoch}-${index}-${at}`));
    const message: EventsMessage = { type: 'events', epoch, from, events };
    from += size;
    return message;
  });
}

function start() {
  const posted: WebviewToHost[] = [];
  const replica = createReplica({ post: (message) => posted.push(message) });
  return { replica, posted };
}

describe('replica', () => {
  it('holds nothing before the first snapshot and asks for nothing', () => {
    const { replica, posted } = start();
    for (const message of toMessages('a', 3, [1, 2])) replica.receive(message);
    assert.equal(replica.getState(), null);
    assert.deepEqual(posted, []);
  });

  it('folds events in order, as the host does', () => {
    const { replica, posted } = start();
    replica.receive(snapshot('a', 7));
    const messages = toMessages('a', 7, [1, 3, 0, 2]);
    for (const message of messages) replica.receive(message);
    const expected = messages.flatMap(({ events }) => events).reduce(reduceApp, initialAppState);
    assert.deepEqual(replica.getState()?.app, expected);
    assert.deepEqual(posted, []);
  });

  it('ignores events of another epoch', () => {
    const { replica, posted } = start();
    replica.receive(snapshot('b', 0));
    for (const message of toMessages('a', 0, [1])) replica.receive(message);
    assert.deepEqual(replica.getState(), surface());
    assert.deepEqual(posted, []);
  });

  it('tells of snapshots and of events that change something, and which of them are waited for', () => {
    const { replica } = start();
    const changes: ReplicaChange[] = [];
    const unsubscribe = replica.subscribe((change) => changes.push(change));
    replica.receive(snapshot('a', 0));
    for (const message of toMessages('a', 0, [1, 0])) replica.receive(message);
    const history: AppEvent = {
      method: 'host/historyLoaded',
      params: { threadId: 'T1', turns: [], complete: true },
    };
    replica.receive({ type: 'events', epoch: 'a', from: 1, events: [history] });
    unsubscribe();
    replica.receive(snapshot('b', 0));
    assert.deepEqual(changes, ['awaited', 'events', 'awaited']);
  });

  it('asks for a snapshot when folding failed, by the gap that leaves', () => {
    const { replica, posted } = start();
    replica.receive(snapshot('a', 0));
    const broken = { method: 'host/messageSubmitted' } as unknown as AppEvent;
    assert.throws(() => replica.receive({ type: 'events', epoch: 'a', from: 0, events: [broken] }));
    replica.receive({ type: 'events', epoch: 'a', from: 1, events: [submitted('x')] });
    assert.deepEqual(posted, [{ type: 'resync' }]);
  });

  it('answers any loss with exactly one resync, keeps the true prefix, and is mended by the next snapshot', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 12 });
    const scenario = sizes.chain((list) =>
      fc.record({
        sizes: fc.constant(list),
        // At least one message after the lost ones, or nobody can notice.
        lost: fc.subarray(
          list.slice(0, -1).map((_, index) => index),
          { minLength: 1 },
        ),
        seq: fc.nat(1000),
      }),
    );
    fc.assert(
      fc.property(scenario, ({ sizes, lost, seq }) => {
        const { replica, posted } = start();
        replica.receive(snapshot('a', seq));
        const messages = toMessages('a', seq, sizes);
        messages.forEach((message, index) => {
          if (!lost.includes(index)) replica.receive(message);
        });
        assert.deepEqual(posted, [{ type: 'resync' }]);
        const before = messages.slice(0, lost[0]).flatMap(({ events }) => events);
        assert.deepEqual(replica.getState()?.app, before.reduce(reduceApp, initialAppState));

        replica.receive(snapshot('b', 0));
        for (const message of toMessages('b', 0, [2])) replica.receive(message);
        assert.equal(replica.getState()?.app.outbox.length, 2);
        assert.equal(posted.length, 1);
      }),
    );
  });
});
