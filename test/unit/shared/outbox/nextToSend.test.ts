import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AppEvent, OutboxEntry, QueuePause } from '../../../../src/shared/appState.ts';
import { nextToSend } from '../../../../src/shared/outbox/nextToSend.ts';
import { entry, fold, submitted, threadSeen, turnCompleted, turnStarted } from './outboxStates.ts';

interface Case {
  readonly name: string;
  readonly entries: readonly OutboxEntry[];
  readonly events?: readonly AppEvent[];
  readonly sends: readonly string[];
}

const running = [threadSeen('T'), turnStarted('T', 'U')];
const paused = (pause: QueuePause | null): AppEvent => {
  return { method: 'host/queuePaused', params: { threadId: 'T', pause } };
};

const cases: readonly Case[] = [
  { name: 'nothing waits', entries: [], sends: [] },
  { name: 'the first of a queue', entries: [entry('a'), entry('b')], sends: ['a'] },
  { name: 'not while a turn runs', entries: [entry('a')], events: running, sends: [] },
  {
    name: 'when the turn has ended',
    entries: [entry('a')],
    events: [...running, turnCompleted('T', 'U', 'completed')],
    sends: ['a'],
  },
  {
    name: 'not after an interrupted turn',
    entries: [entry('a')],
    events: [...running, turnCompleted('T', 'U', 'interrupted')],
    sends: [],
  },
  { name: 'one at a time', entries: [entry('a', { status: 'sending' }), entry('b')], sends: [] },
  { name: 'past a failed one', entries: [entry('a', { status: 'failed' }), entry('b')], sends: ['b'] },
  { name: 'not past one that is edited', entries: [entry('a', { isHeld: true }), entry('b')], sends: [] },
  { name: 'not when paused', entries: [entry('a')], events: [paused('asked')], sends: [] },
  { name: 'when resumed', entries: [entry('a')], events: [paused('asked'), paused(null)], sends: ['a'] },
  {
    name: 'each thread has its own queue',
    entries: [entry('a', { isHeld: true }), entry('b', { threadId: 'V' }), entry('c', { threadId: 'V' })],
    sends: ['b'],
  },
  {
    name: 'new threads are told apart by their drafts',
    entries: [
      entry('a', { threadId: null, draftKey: 'x', status: 'sending' }),
      entry('b', { threadId: null, draftKey: 'x' }),
      entry('c', { threadId: null, draftKey: 'y' }),
    ],
    sends: ['c'],
  },
];

describe('nextToSend', () => {
  for (const { name, entries, events = [], sends } of cases)
    it(name, () => {
      const state = fold(...submitted(...entries), ...events);
      assert.deepEqual(
        nextToSend(state).map(({ text }) => text),
        sends,
      );
    });
});
