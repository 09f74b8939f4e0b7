import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ThreadItem, Turn } from '../../../src/protocol/index.ts';
import { initialAppState, type AppEvent, type AppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { unknownThread } from '../../../src/shared/thread/threadSummary.ts';
import type { ThreadSummary } from '../../../src/shared/thread/threadState.ts';

function fold(...events: AppEvent[]): AppState {
  return events.reduce(reduceApp, initialAppState);
}

function seen(id: string): AppEvent {
  const summary: ThreadSummary = {
    id,
    name: null,
    preview: '',
    cwd: '/w',
    parentThreadId: null,
    status: { type: 'idle' },
    model: null,
    modelProvider: null,
    effort: null,
    ephemeral: false,
    createdAtMs: 0,
  };
  return { method: 'host/threadSeen', params: { summary, history: 'complete' } };
}

/** The side question `A`, with something of all that a thread may leave behind. */
const asideEvents: readonly AppEvent[] = [
  {
    method: 'host/threadSeen',
    params: {
      summary: { ...(seen('A').params as { summary: ThreadSummary }).summary, ephemeral: true },
      history: 'complete',
    },
  },
  { method: 'host/policyChosen', params: { threadId: 'A', choice: { mode: 'fullAccess' }, remember: true } },
  { method: 'host/threadUnread', params: { threadId: 'A' } },
  {
    method: 'host/messageSubmitted',
    params: {
      entry: {
        clientId: 'c',
        threadId: 'A',
        draftKey: 'D',
        text: 'x',
        status: 'failed',
        error: 'e',
        isHeld: false,
      },
    },
  },
  { method: 'host/queuePaused', params: { threadId: 'A', pause: 'asked' } },
];

function turn(id: string, status: Turn['status']): Turn {
  return {
    id,
    rootTurnId: id,
    items: [],
    itemsView: 'notLoaded',
    status,
    error: null,
    startedAt: null,
    completedAt: null,
    durationMs: null,
  };
}

function item(threadId: string, turnId: string, value: ThreadItem): AppEvent {
  return {
    method: 'item/completed',
    params: { threadId, turnId, item: value, completedAtMs: 1, contentTokenCount: null },
  } as AppEvent;
}

const user: ThreadItem = {
  type: 'userMessage',
  id: 'u1',
  clientId: 'c1',
  content: [{ type: 'text', text: 'hi', text_elements: [] }],
};

describe('reduceApp', () => {
  it('knows the turns whose files can be put back, also of a thread that is not loaded', () => {
    const state = fold(
      { method: 'host/checkpointsChanged', params: { threadId: 'T', turnIds: ['1'] } },
      { method: 'host/checkpointsChanged', params: { threadId: 'T', turnIds: ['1', '2'] } },
    );
    assert.deepEqual(state.checkpoints, { T: ['1', '2'] });
  });

  it('takes no choices and no unread mark for a side question, and leaves nothing of it when it is over', () => {
    const during = fold(seen('T'), ...asideEvents);
    assert.deepEqual([during.policy, during.unread], [initialAppState.policy, []]);
    const after = reduceApp(during, { method: 'host/threadForgotten', params: { threadId: 'A' } });
    assert.deepEqual(after, fold(seen('T')));
  });

  it('shows a turn it was never told of as ended: nothing would ever end it', () => {
    const state = fold(seen('T'), item('T', 'U', user));
    assert.equal(state.threads.T?.turns[0]?.status, 'completed');
  });

  it('takes a late item into its old turn without making that run again', () => {
    const state = fold(
      seen('T'),
      { method: 'turn/started', params: { threadId: 'T', turn: turn('U', 'inProgress') } },
      { method: 'turn/completed', params: { threadId: 'T', turn: turn('U', 'completed') } },
      item('T', 'U', user),
    );
    assert.equal(state.threads.T?.turns.length, 1);
    assert.equal(state.threads.T?.turns[0]?.status, 'completed');
    assert.equal(state.threads.T?.turns[0]?.items.length, 1);
  });

  it('shows why a thread of the last window cannot be read', () => {
    const state = fold({
      method: 'host/historyFailed',
      params: { threadId: 'gone', message: 'no such thread' },
    });
    assert.equal(state.threads.gone?.history, 'failed');
    assert.equal(state.threads.gone?.historyError, 'no such thread');
  });

  it('interrupts everything and asks nothing any more when the server is lost', () => {
    const state = fold(
      seen('T'),
      { method: 'turn/started', params: { threadId: 'T', turn: turn('U', 'inProgress') } },
      { method: 'host/turnStopping', params: { threadId: 'T', turnId: 'U' } },
      { method: 'host/serverLost', params: { generation: 1 } },
    );
    assert.equal(state.threads.T?.turns[0]?.status, 'interrupted');
    assert.deepEqual(state.stopping, []);
  });

  it('lets a refused stop be asked again', () => {
    const stopping = fold(seen('T'), { method: 'host/turnStopping', params: { threadId: 'T', turnId: 'U' } });
    assert.deepEqual(stopping.stopping, ['U']);
    const failed = reduceApp(stopping, {
      method: 'host/turnStopFailed',
      params: { threadId: 'T', turnId: 'U' },
    });
    assert.deepEqual(failed.stopping, []);
  });

  it('learns from the parent whose a sub-agent is, and keeps its turns out of the parent', () => {
    const call: ThreadItem = {
      type: 'collabAgentToolCall',
      id: 'a1',
      tool: 'spawnAgent',
      status: 'completed',
      senderThreadId: 'P',
      receiverThreadIds: ['S'],
      prompt: 'look',
      model: null,
      reasoningEffort: null,
      agentsStates: {},
    };
    const state = fold(
      seen('P'),
      { method: 'turn/started', params: { threadId: 'P', turn: turn('PU', 'inProgress') } },
      seen('S'),
      item('P', 'PU', call),
      { method: 'turn/completed', params: { threadId: 'S', turn: turn('SU', 'completed') } },
    );
    assert.equal(state.summaries.S?.parentThreadId, 'P');
    assert.equal(state.summaries.P?.parentThreadId, null);
    assert.equal(state.threads.P?.turns[0]?.status, 'inProgress');
  });

  it('learns of a sub-agent from its parent, before and after it is announced', () => {
    const activity: ThreadItem = {
      type: 'subAgentActivity',
      id: 'a1',
      kind: 'started',
      model: null,
      reasoningEffort: null,
      agentThreadId: 'S',
      agentPath: '/root/helper',
    };
    const started: AppEvent = {
      method: 'turn/started',
      params: { threadId: 'P', turn: turn('PU', 'inProgress') },
    };
    const announced: AppEvent = {
      method: 'host/threadSeen',
      params: { summary: unknownThread('S'), history: 'complete' },
    };
    const told = item('P', 'PU', activity);
    for (const events of [
      [told, announced],
      [announced, told],
    ]) {
      const state = fold(seen('P'), started, ...events);
      assert.equal(state.summaries.S?.parentThreadId, 'P');
      assert.equal(state.summaries.S?.preview, '/root/helper');
      const nicknamed = { ...unknownThread('S'), cwd: '/w', parentThreadId: 'P', preview: 'Ada' };
      const read: AppEvent = {
        method: 'host/threadSeen',
        params: { summary: nicknamed, history: 'partial' },
      };
      assert.equal(reduceApp(state, read).summaries.S?.preview, '/root/helper');
      assert.equal(fold(read).summaries.S?.preview, 'Ada');
      assert.ok(state.threads.S);
    }
  });

  it('keeps the folder that was chosen until codex took that one', () => {
    const choose = (threadId: string | null, cwd: string): AppEvent => ({
      method: 'host/folderChosen',
      params: { threadId, cwd },
    });
    const take = (threadId: string | null, cwd: string): AppEvent => ({
      method: 'host/folderTaken',
      params: { threadId, cwd },
    });
    const chosen = fold(choose('T', '/a'), choose(null, '/b'));
    assert.deepEqual(chosen.chosenFolders, { T: '/a', '': '/b' });
    assert.deepEqual(reduceApp(chosen, take(null, '/b')).chosenFolders, { T: '/a' });
    assert.equal(reduceApp(chosen, take('T', '/before')), chosen);
    const gone: AppEvent = { method: 'thread/deleted', params: { threadId: 'T' } };
    assert.deepEqual(reduceApp(chosen, gone).chosenFolders, { '': '/b' });
  });

  it('drops a message from the outbox when history turns out to have it', () => {
    const entry = {
      clientId: 'c1',
      threadId: 'T',
      text: 'hi',
      status: 'failed',
      error: 'lost',
      draftKey: 'd',
      isHeld: false,
    } as const;
    const stored = { ...turn('U', 'completed'), items: [user] };
    const state = fold({ method: 'host/messageSubmitted', params: { entry } }, seen('T'), {
      method: 'host/historyLoaded',
      params: { threadId: 'T', turns: [stored], complete: true },
    });
    assert.deepEqual(state.outbox, []);
  });

  it('keeps the messages of an archived thread, and those of a deleted one no longer', () => {
    const waiting = fold(
      seen('T'),
      ...(['T', 'other'] as const).map((threadId): AppEvent => {
        const entry = { clientId: threadId, threadId, text: 'hi', draftKey: 'd', isHeld: false } as const;
        return {
          method: 'host/messageSubmitted',
          params: { entry: { ...entry, status: 'queued', error: null } },
        };
      }),
      { method: 'host/queuePaused', params: { threadId: 'T', pause: 'asked' } },
    );
    const archived = reduceApp(waiting, { method: 'thread/archived', params: { threadId: 'T' } });
    assert.equal(archived.outbox.length, 2);
    const deleted = reduceApp(waiting, { method: 'thread/deleted', params: { threadId: 'T' } });
    assert.deepEqual(
      deleted.outbox.map(({ threadId }) => threadId),
      ['other'],
    );
    assert.deepEqual(deleted.queuePauses, {});
  });

  it('changes nothing for a thread it does not know', () => {
    const state = fold(seen('T'));
    const event: AppEvent = {
      method: 'item/agentMessage/delta',
      params: { threadId: 'X', turnId: 'U', itemId: 'm', delta: 'x' },
    };
    assert.equal(reduceApp(state, event), state);
  });

  it('puts stored turns in their place among those known live', () => {
    const load = (...ids: string[]): AppEvent => ({
      method: 'host/historyLoaded',
      params: { threadId: 'T', turns: ids.map((id) => turn(id, 'completed')), complete: true },
    });
    const table: [known: string[], stored: string[], merged: string[]][] = [
      [[], ['a', 'b'], ['a', 'b']],
      [['c'], ['a', 'b'], ['a', 'b', 'c']],
      [
        ['a', 'b', 'c'],
        ['b', 'c'],
        ['a', 'b', 'c'],
      ],
      [
        ['a', 'b'],
        ['b', 'c'],
        ['a', 'b', 'c'],
      ],
      [
        ['b', 'd'],
        ['a', 'b', 'c', 'd'],
        ['a', 'b', 'c', 'd'],
      ],
    ];
    for (const [known, stored, merged] of table) {
      const state = fold(seen('T'), load(...known), load(...stored));
      assert.deepEqual(
        state.threads.T?.turns.map(({ id }) => id),
        merged,
      );
    }
  });
});
