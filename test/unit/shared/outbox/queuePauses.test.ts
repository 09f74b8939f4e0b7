import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AppEvent, OutboxEntry, QueuePause } from '../../../../src/shared/appState.ts';
import { echoed, entry, fold, submitted, threadSeen, turnCompleted, turnStarted } from './outboxStates.ts';

const running = [threadSeen('T'), turnStarted('T', 'U')];
const failed = (clientId: string): AppEvent => {
  return { method: 'host/messageFailed', params: { clientId, message: 'no' } };
};
const removed = (clientId: string): AppEvent => ({ method: 'host/messageRemoved', params: { clientId } });
const pausedAs = (pause: QueuePause): AppEvent => {
  return { method: 'host/queuePaused', params: { threadId: 'T', pause } };
};
const lost: AppEvent = { method: 'host/serverLost', params: { generation: 1 } };

const cases: readonly {
  readonly name: string;
  readonly entries: readonly OutboxEntry[];
  readonly events: readonly AppEvent[];
  readonly pause: QueuePause | undefined;
}[] = [
  {
    name: 'goes on after a completed turn',
    entries: [entry('a')],
    events: [turnCompleted('T', 'U', 'completed')],
    pause: undefined,
  },
  {
    name: 'stops after an interrupted turn',
    entries: [entry('a')],
    events: [turnCompleted('T', 'U', 'interrupted')],
    pause: 'interrupted',
  },
  {
    name: 'stops after a failed turn',
    entries: [entry('a')],
    events: [turnCompleted('T', 'U', 'failed')],
    pause: 'failed',
  },
  {
    name: 'is not there, so it does not stop',
    entries: [],
    events: [turnCompleted('T', 'U', 'interrupted')],
    pause: undefined,
  },
  {
    name: 'stops for a steer that may come back',
    entries: [entry('a', { status: 'sending' })],
    events: [turnCompleted('T', 'U', 'interrupted')],
    pause: 'interrupted',
  },
  {
    name: 'is empty again with the echo of that steer',
    entries: [entry('a', { status: 'sending' })],
    events: [turnCompleted('T', 'U', 'interrupted'), echoed('T', 'U', 'a', 'a')],
    pause: undefined,
  },
  { name: 'stops when the server is lost', entries: [entry('a')], events: [lost], pause: 'failed' },
  {
    name: 'stops behind a message that failed',
    entries: [entry('a', { status: 'sending' }), entry('b')],
    events: [failed('a')],
    pause: 'failed',
  },
  {
    name: 'stays stopped for the first reason',
    entries: [entry('a')],
    events: [pausedAs('asked'), turnCompleted('T', 'U', 'failed')],
    pause: 'asked',
  },
  {
    name: 'keeps no reason when nothing waits any more',
    entries: [entry('a')],
    events: [pausedAs('asked'), removed('a')],
    pause: undefined,
  },
];

describe('A queue', () => {
  for (const { name, entries, events, pause } of cases)
    it(name, () => {
      const { queuePauses } = fold(...running, ...submitted(...entries), ...events);
      assert.deepEqual(queuePauses, pause === undefined ? {} : { T: pause });
    });
});
