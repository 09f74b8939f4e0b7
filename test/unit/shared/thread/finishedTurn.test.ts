import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Turn } from '../../../../src/protocol/index.ts';
import { initialAppState, type AppEvent, type AppState } from '../../../../src/shared/appState.ts';
import { finishedTurn } from '../../../../src/shared/thread/finishedTurn.ts';
import { summaryOf } from '../../approvals/summaries.ts';

function end(status: Turn['status'], threadId = 'T'): AppEvent {
  const turn: Turn = {
    id: 'U',
    rootTurnId: 'U',
    status,
    items: [],
    itemsView: 'full',
    error: null,
    startedAt: null,
    completedAt: null,
    durationMs: null,
  };
  return { method: 'turn/completed', params: { threadId, turn } };
}

const queued: AppState['outbox'][number] = {
  clientId: 'C',
  threadId: 'T',
  draftKey: '',
  text: 'next',
  status: 'queued',
  error: null,
  isHeld: false,
};
const summaries = {
  T: summaryOf('T'),
  side: summaryOf('side', { ephemeral: true }),
  agent: summaryOf('agent', { parentThreadId: 'T' }),
};

describe('finishedTurn', () => {
  const goesOn = (change: Partial<AppState>, status: Turn['status'] = 'completed'): boolean | undefined =>
    finishedTurn({ ...initialAppState, summaries, ...change }, end(status))?.goesOn;

  it('tells how a turn of a thread that a person started ended', () => {
    for (const outcome of ['completed', 'failed', 'interrupted'] as const)
      assert.deepEqual(finishedTurn({ ...initialAppState, summaries }, end(outcome)), {
        threadId: 'T',
        outcome,
        goesOn: false,
      });
  });

  it('is nothing for sub-agents, side questions, unknown threads and other events', () => {
    const state = { ...initialAppState, summaries };
    for (const threadId of ['agent', 'side', 'unknown'])
      assert.equal(finishedTurn(state, end('completed', threadId)), null, threadId);
    assert.equal(finishedTurn(state, { method: 'host/threadUnread', params: { threadId: 'T' } }), null);
    assert.equal(finishedTurn(state, end('inProgress')), null);
  });

  it('goes on when a message of its queue follows by itself', () => {
    assert.equal(goesOn({}), false);
    assert.equal(goesOn({ outbox: [queued] }), true);
    assert.equal(goesOn({ outbox: [{ ...queued, threadId: 'other' }] }), false);
    assert.equal(goesOn({ outbox: [{ ...queued, isHeld: true }, queued] }), false);
    assert.equal(goesOn({ outbox: [{ ...queued, status: 'failed' }] }), false);
    assert.equal(goesOn({ outbox: [queued], queuePauses: { T: 'asked' } }), false);
    assert.equal(goesOn({ outbox: [queued] }, 'failed'), false);
    assert.equal(goesOn({ outbox: [queued] }, 'interrupted'), false);
  });
});
