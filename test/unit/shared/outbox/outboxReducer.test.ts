import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AppEvent } from '../../../../src/shared/appState.ts';
import { entry, fold, submitted } from './outboxStates.ts';

const moved = (clientId: string, beforeClientId: string | null): AppEvent => {
  return { method: 'host/messageMoved', params: { clientId, beforeClientId } };
};

const moves: readonly (readonly [name: string, event: AppEvent, order: string])[] = [
  ['to the end', moved('a', null), 'b x c a'],
  ['before another', moved('c', 'a'), 'c a b x'],
  ['before itself', moved('b', 'b'), 'a b x c'],
  ['before one that is not there', moved('a', 'gone'), 'a b x c'],
  ['one that is being sent', moved('x', 'a'), 'a b x c'],
  ['one that is not there', moved('gone', 'a'), 'a b x c'],
];

describe('The outbox', () => {
  for (const [name, event, order] of moves)
    it(`moves a message ${name}`, () => {
      const state = fold(
        ...submitted(entry('a'), entry('b'), entry('x', { status: 'sending' }), entry('c')),
        event,
      );
      assert.equal(state.outbox.map(({ text }) => text).join(' '), order);
    });

  it('changes what is queued only: a message that was sent meanwhile stays as it is', () => {
    const state = fold(
      ...submitted(entry('a'), entry('x', { status: 'sending' })),
      ...['a', 'x'].flatMap((clientId): AppEvent[] => [
        { method: 'host/messageHeld', params: { clientId, isHeld: true } },
        { method: 'host/messageEdited', params: { clientId, text: `${clientId}!` } },
      ]),
    );
    assert.deepEqual(
      state.outbox.map(({ text, isHeld }) => [text, isHeld]),
      [
        ['a!', true],
        ['x', false],
      ],
    );
  });
});
