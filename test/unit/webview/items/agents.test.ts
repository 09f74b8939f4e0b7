import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CollabAgentStatus, ThreadItem, ThreadStatus } from '../../../../src/protocol/index.ts';
import { initialAppState } from '../../../../src/shared/appState.ts';
import { agentThreadIds, knowsThread } from '../../../../src/shared/thread/knowsThread.ts';
import { emptyThread } from '../../../../src/shared/thread/threadReducer.ts';
import { unknownThread } from '../../../../src/shared/thread/threadSummary.ts';
import {
  activityText,
  calledAgents,
  collabText,
} from '../../../../webview/transcript/items/agentActivity.tsx';
import {
  agentStatus,
  agentStatusLook,
  type AgentStatus,
} from '../../../../webview/transcript/items/agentStatus.ts';
import { headerTitle } from '../../../../webview/header/headerTitle.ts';

const texts: Readonly<Record<AgentStatus, string>> = {
  pendingInit: 'Starting',
  running: 'Running',
  waiting: 'Waiting for you',
  interrupted: 'Interrupted',
  completed: 'Completed',
  errored: 'Failed',
  shutdown: 'Shut down',
  notFound: 'Not found',
  idle: 'Not running',
};

describe('agents', () => {
  it('say every status in words of its own, beside an icon of its own', () => {
    const looks = Object.keys(texts).map((status) => agentStatusLook(status as AgentStatus));
    assert.deepEqual(
      looks.map(({ text }) => text),
      Object.values(texts),
    );
    assert.equal(new Set(looks.map(({ icon }) => icon)).size, looks.length);
  });

  const idle: ThreadStatus = { type: 'idle' };
  const notLoaded: ThreadStatus = { type: 'notLoaded' };
  const active: ThreadStatus = { type: 'active', activeFlags: [] };
  const asking: ThreadStatus = { type: 'active', activeFlags: ['waitingOnApproval'] };
  const table: readonly [CollabAgentStatus | null, ThreadStatus | undefined, AgentStatus | null][] = [
    [null, undefined, null],
    [null, idle, null],
    [null, active, 'running'],
    [null, asking, 'waiting'],
    [null, { type: 'systemError' }, 'errored'],
    ['pendingInit', undefined, 'pendingInit'],
    ['pendingInit', active, 'running'],
    ['pendingInit', idle, 'idle'],
    ['running', undefined, 'running'],
    ['running', notLoaded, 'idle'],
    ['completed', idle, 'completed'],
    ['completed', active, 'running'],
    ['interrupted', idle, 'interrupted'],
    ['errored', notLoaded, 'errored'],
    ['shutdown', notLoaded, 'shutdown'],
    ['notFound', undefined, 'notFound'],
  ];
  for (const [reported, thread, expected] of table)
    it(`are ${expected} when reported ${reported} and ${thread?.type}`, () =>
      assert.equal(agentStatus(reported, thread), expected));

  it('say what was done with them', () => {
    assert.equal(collabText({ tool: 'spawnAgent' }), 'Started an agent');
    assert.equal(activityText({ kind: 'completed' }), 'Agent finished');
  });

  it('are those that a call names or reports on, each once', () => {
    const agentsStates = {
      A: { status: 'running', message: null },
      B: { status: 'errored', message: 'no' },
    } as const;
    assert.deepEqual(calledAgents({ receiverThreadIds: ['A', 'C'], agentsStates }), [
      { id: 'A', reported: 'running', message: null },
      { id: 'C', reported: null, message: null },
      { id: 'B', reported: 'errored', message: 'no' },
    ]);
  });

  it('are known by the items of a thread that is held', () => {
    const item: ThreadItem = {
      type: 'subAgentActivity',
      id: 'a',
      kind: 'started',
      model: null,
      reasoningEffort: null,
      agentThreadId: 'S',
      agentPath: '/root/s',
    };
    assert.deepEqual(agentThreadIds(item), ['S']);
    const thread = emptyThread('P', 'complete');
    const turn = {
      id: 'U',
      status: 'completed' as const,
      items: [{ item, progress: 'completed' as const, startedAtMs: null, completedAtMs: null }],
      error: null,
      retryMessage: null,
      plan: null,
      startedAtMs: null,
      durationMs: null,
      tokenUsage: null,
    };
    const state = { ...initialAppState, threads: { P: { ...thread, turns: [turn] } } };
    assert.equal(knowsThread(state, 'S'), true);
    assert.equal(knowsThread(state, 'made-up'), false);
    assert.equal(knowsThread({ ...state, summaries: { X: unknownThread('X') } }, 'X'), true);
    const child = { ...unknownThread('X'), parentThreadId: 'Y' };
    assert.equal(knowsThread({ ...state, summaries: { X: child } }, 'Y'), true);
  });

  it('have a title after that of their parent', () => {
    const parent = { ...unknownThread('P'), preview: 'Mend it' };
    const agent = { ...unknownThread('S'), parentThreadId: 'P', preview: '/root/helper' };
    assert.equal(headerTitle(agent, parent), 'Mend it › /root/helper');
    assert.equal(headerTitle({ ...agent, preview: '' }, undefined), 'Agent');
    assert.equal(headerTitle(parent), 'Mend it');
  });
});
