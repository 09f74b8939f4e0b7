import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AppEvent, OutboxEntry } from '../../../../src/shared/appState.ts';
import { routeMessage, type MessageRoute } from '../../../../src/shared/outbox/routeMessage.ts';
import { entry, fold, submitted, threadSeen, turnStarted } from './outboxStates.ts';

const running = [threadSeen('T'), turnStarted('T', 'U')];
const sending = { status: 'sending' as const };

const cases: readonly {
  readonly name: string;
  readonly before: readonly OutboxEntry[];
  readonly after?: readonly OutboxEntry[];
  readonly message?: Partial<OutboxEntry>;
  readonly events?: readonly AppEvent[];
  readonly queue: MessageRoute;
  readonly steer: MessageRoute;
}[] = [
  { name: 'nothing runs', before: [], queue: 'send', steer: 'send' },
  { name: 'a turn runs', before: [], events: running, queue: 'queue', steer: 'steer' },
  { name: 'a turn is about to start', before: [entry('a', sending)], queue: 'queue', steer: 'steerSoon' },
  {
    name: 'a later message is sent first',
    before: [],
    after: [entry('a', sending)],
    queue: 'send',
    steer: 'send',
  },
  { name: 'a queue is paused and nothing runs', before: [entry('a')], queue: 'send', steer: 'send' },
  {
    name: 'another thread runs',
    before: [entry('a', { ...sending, threadId: 'V' })],
    queue: 'send',
    steer: 'send',
  },
  {
    name: 'its new thread is being started',
    before: [entry('a', { ...sending, threadId: null })],
    message: { threadId: null },
    queue: 'queue',
    steer: 'steerSoon',
  },
  {
    name: 'another new thread is being started',
    before: [entry('a', { ...sending, threadId: null, draftKey: 'other' })],
    message: { threadId: null },
    queue: 'send',
    steer: 'send',
  },
];

describe('routeMessage', () => {
  for (const { name, before, after = [], message, events = [], queue, steer } of cases)
    it(name, () => {
      const own = entry('own', { ...sending, ...message });
      const state = fold(...submitted(...before, own, ...after), ...events);
      assert.deepEqual(
        [routeMessage(state, own, 'queue'), routeMessage(state, own, 'steer')],
        [queue, steer],
      );
    });
});
