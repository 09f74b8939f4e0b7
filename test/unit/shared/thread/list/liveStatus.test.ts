import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ThreadStatus } from '../../../../../src/protocol/index.ts';
import type { ApprovalState } from '../../../../../src/shared/approvals/approvalState.ts';
import { initialAppState, type AppState } from '../../../../../src/shared/appState.ts';
import { liveStatusOf } from '../../../../../src/shared/thread/list/liveStatus.ts';
import { reduceApp } from '../../../../../src/shared/reduceApp.ts';
import { emptyThread } from '../../../../../src/shared/thread/threadReducer.ts';
import type { TurnProgress } from '../../../../../src/shared/thread/threadState.ts';
import { emptyTurn } from '../../../../../src/shared/thread/turnReducer.ts';
import { row } from './rows.ts';

const notLoaded: ThreadStatus = { type: 'notLoaded' };

function stateWith(part: {
  status?: ThreadStatus;
  turn?: TurnProgress;
  waiting?: { threadId: string; status?: ApprovalState['status'] };
}): AppState {
  const { status = { type: 'idle' }, turn, waiting } = part;
  const thread = { ...emptyThread('T', 'complete'), turns: turn ? [emptyTurn('U', turn)] : [] };
  const approval = waiting && ({ status: 'pending', ...waiting } as ApprovalState);
  return {
    ...initialAppState,
    summaries: {
      T: row('T', 0, { status }),
      agent: row('agent', 0, { parentThreadId: 'T' }),
      deeper: row('deeper', 0, { parentThreadId: 'agent' }),
    },
    threads: { T: thread },
    approvals: approval ? [approval] : [],
  };
}

const unreadable = {
  ...stateWith({}),
  threads: { T: { ...emptyThread('T', 'failed'), historyError: 'damaged' } },
};

const cases = [
  { what: 'its history could not be loaded', state: unreadable, unread: true, expected: 'unreadable' },
  { what: 'nothing happens', state: stateWith({}), expected: 'idle' },
  { what: 'it finished unseen', state: stateWith({}), unread: true, expected: 'unread' },
  { what: 'its last turn failed', state: stateWith({ turn: 'failed' }), unread: true, expected: 'failed' },
  {
    what: 'its last turn failed before its turns were dropped',
    state: reduceApp(stateWith({ turn: 'failed' }), {
      method: 'host/threadUnloaded',
      params: { threadId: 'T', hasFailed: true },
    }),
    expected: 'failed',
  },
  { what: 'codex says so', state: stateWith({ status: { type: 'systemError' } }), expected: 'failed' },
  { what: 'a turn runs', state: stateWith({ turn: 'inProgress' }), unread: true, expected: 'running' },
  {
    what: 'it is active',
    state: stateWith({ status: { type: 'active', activeFlags: [] } }),
    expected: 'running',
  },
  {
    what: 'its turn was interrupted',
    state: stateWith({ turn: 'interrupted' }),
    expected: 'idle',
  },
  {
    what: 'it asks while it runs',
    state: stateWith({ turn: 'inProgress', waiting: { threadId: 'T' } }),
    expected: 'waitingForYou',
  },
  {
    what: 'codex says that it waits',
    state: stateWith({ status: { type: 'active', activeFlags: ['waitingOnUserInput'] } }),
    expected: 'waitingForYou',
  },
  {
    what: 'its request was answered',
    state: stateWith({ turn: 'inProgress', waiting: { threadId: 'T', status: 'answering' } }),
    expected: 'running',
  },
  {
    what: "its sub-agent's sub-agent asks",
    state: stateWith({ waiting: { threadId: 'deeper' } }),
    expected: 'waitingForYou',
  },
  { what: 'another thread asks', state: stateWith({ waiting: { threadId: 'other' } }), expected: 'idle' },
];

describe('liveStatusOf', () => {
  for (const { what, state, unread = false, expected } of cases)
    it(`is ${expected} when ${what}`, () => {
      assert.equal(liveStatusOf(state, 'T', notLoaded, unread), expected);
    });

  it('is what the listing said of a thread that this window has not seen', () => {
    const active: ThreadStatus = { type: 'active', activeFlags: [] };
    assert.equal(liveStatusOf(initialAppState, 'T', active, false), 'running');
    assert.equal(liveStatusOf(initialAppState, 'T', notLoaded, true), 'unread');
  });

  it('ends when parents go in a circle', () => {
    const state = stateWith({ waiting: { threadId: 'deeper' } });
    const summaries = { ...state.summaries, T: row('T', 0, { parentThreadId: 'deeper' }) };
    assert.ok(liveStatusOf({ ...state, summaries }, 'T', notLoaded, false));
  });
});
