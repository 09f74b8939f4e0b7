import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ThreadItem } from '../../../src/protocol/index.ts';
import { initialAppState, type AppEvent, type AppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { emptyThread } from '../../../src/shared/thread/threadReducer.ts';
import type { ThreadState, ThreadSummary, TurnProgress } from '../../../src/shared/thread/threadState.ts';
import { emptyTurn } from '../../../src/shared/thread/turnReducer.ts';
import { findIdleThreads, watchIdleThreads } from '../../../src/threads/idleThreads.ts';
import { approvalStates } from '../approvals/approvalStates.ts';
import { summaryOf } from '../approvals/summaries.ts';

function thread(id: string, status: TurnProgress | null, members: Partial<ThreadState> = {}): ThreadState {
  return { ...emptyThread(id, 'complete'), turns: status ? [emptyTurn('U', status)] : [], ...members };
}

/** A thread T with its sub-agent A, and a thread B beside them. */
function stateWith(
  members: Partial<AppState> = {},
  summaries: Readonly<Record<string, Partial<ThreadSummary>>> = {},
): AppState {
  return {
    ...initialAppState,
    summaries: {
      T: summaryOf('T', summaries.T),
      A: summaryOf('A', { parentThreadId: 'T', ...summaries.A }),
      B: summaryOf('B', summaries.B),
    },
    ...members,
    threads: {
      T: thread('T', 'completed'),
      A: thread('A', 'completed'),
      B: thread('B', 'completed'),
      ...members.threads,
    },
  };
}

const entry = {
  clientId: 'c',
  threadId: 'T',
  draftKey: '',
  text: 'hi',
  error: null,
  isHeld: false,
} as const;
/** A turn that has ended with a command in it, which has (not) ended with it. */
function withCommand(status: 'inProgress' | 'completed'): ThreadState {
  const command: Extract<ThreadItem, { type: 'commandExecution' }> = {
    type: 'commandExecution',
    id: 'c',
    pluginId: null,
    scriptPath: null,
    command: 'serve',
    cwd: '/w',
    processId: null,
    source: 'agent',
    status,
    commandActions: [],
    aggregatedOutput: null,
    exitCode: null,
    durationMs: null,
    startedAtMs: null,
    completedAtMs: null,
  };
  const progress = status === 'inProgress' ? 'interrupted' : 'completed';
  const item = { item: command, progress, startedAtMs: null, completedAtMs: null } as const;
  return thread('T', null, { turns: [{ ...emptyTurn('U', 'completed'), items: [item] }] });
}

const active: Partial<ThreadSummary> = { status: { type: 'active', activeFlags: [] } };

const cases: { what: string; state: AppState; shown?: string; idle: string[] }[] = [
  { what: 'nothing happens', state: stateWith(), idle: ['T', 'A', 'B'] },
  { what: 'one is shown', state: stateWith(), shown: 'B', idle: ['T', 'A'] },
  { what: 'its sub-agent is shown', state: stateWith(), shown: 'A', idle: ['B'] },
  { what: 'a turn runs', state: stateWith({ threads: { T: thread('T', 'inProgress') } }), idle: ['B'] },
  {
    what: 'its sub-agent runs',
    state: stateWith({ threads: { A: thread('A', 'inProgress') } }),
    idle: ['B'],
  },
  { what: 'codex says that it runs', state: stateWith({}, { T: active }), idle: ['B'] },
  {
    what: 'an approval of its sub-agent waits',
    state: stateWith({ approvals: [approvalStates.commandExecution({ threadId: 'A' })] }),
    idle: ['B'],
  },
  {
    what: 'a message is on its way',
    state: stateWith({ outbox: [{ ...entry, status: 'sending' }] }),
    idle: ['B'],
  },
  {
    what: 'a message is queued',
    state: stateWith({ outbox: [{ ...entry, status: 'queued' }] }),
    idle: ['B'],
  },
  {
    what: 'a message failed, and is kept anyway',
    state: stateWith({ outbox: [{ ...entry, status: 'failed' }] }),
    idle: ['T', 'A', 'B'],
  },
  {
    what: 'older turns are on their way',
    state: stateWith({ threads: { B: thread('B', 'completed', { history: 'loading' }) } }),
    idle: ['T', 'A'],
  },
  {
    what: 'a command runs in the background',
    state: stateWith({ threads: { T: withCommand('inProgress') } }),
    idle: ['B'],
  },
  {
    what: 'a command in the background has ended',
    state: stateWith({ threads: { T: withCommand('completed') } }),
    idle: ['T', 'A', 'B'],
  },
  {
    what: 'a command ended with its codex',
    state: stateWith({ threads: { T: withCommand('inProgress') } }, { T: { status: { type: 'notLoaded' } } }),
    idle: ['T', 'A', 'B'],
  },
  { what: 'it is a side question', state: stateWith({}, { B: { ephemeral: true } }), idle: ['T', 'A'] },
  { what: 'no turns are held', state: stateWith({ threads: { B: thread('B', null) } }), idle: ['T', 'A'] },
];

describe('findIdleThreads', () => {
  for (const { what, state, shown, idle } of cases)
    it(`when ${what}`, () =>
      assert.deepEqual(
        findIdleThreads(state, (id) => id === shown),
        idle,
      ));
});

describe('watchIdleThreads', () => {
  it('unloads once, when something ends or something else is shown, and never otherwise', () => {
    const store = createStore(reduceApp, stateWith());
    const unloaded: string[] = [];
    let shown = 'T';
    let tellShown = (): void => assert.fail('nobody listens');
    const end = watchIdleThreads({
      store,
      isShown: (id) => id === shown,
      onDidChangeShown: (listener) => {
        tellShown = listener;
        return { dispose: () => (tellShown = () => undefined) };
      },
      unload: (threadId) => {
        unloaded.push(threadId);
        store.dispatch([{ method: 'host/threadUnloaded', params: { threadId, hasFailed: false } }]);
      },
    });
    const status: AppEvent = {
      method: 'thread/status/changed',
      params: { threadId: 'B', status: { type: 'idle' } },
    };
    store.dispatch([{ method: 'host/threadPreviewed', params: { threadId: 'B', preview: 'x' } }]);
    assert.deepEqual(unloaded, []);
    store.dispatch([status]);
    assert.deepEqual(unloaded, ['B']);
    shown = 'B';
    tellShown();
    store.dispatch([status]);
    assert.deepEqual(unloaded, ['B', 'T', 'A']);
    assert.deepEqual(Object.keys(store.getState().summaries), ['T', 'A', 'B'], 'lists still have them');
    end();
    store.dispatch([status]);
    tellShown();
    assert.equal(unloaded.length, 3);
  });
});
