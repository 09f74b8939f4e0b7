import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApprovalBroker } from '../../../src/approvals/approvalBroker.ts';
import { initialAppState, type AppEvent, type AppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore, type Store } from '../../../src/shared/store.ts';
import {
  commandRequest,
  fileChangeRequest,
  formRequest,
  permissionsRequest,
  question,
  toolCallRequest,
  urlRequest,
  userInputRequest,
} from './requests.ts';

const key = { generation: 1, requestId: 0 };

interface SetUp {
  readonly store: Store<AppState, AppEvent>;
  readonly broker: ApprovalBroker;
  /** What the broker has logged. */
  readonly logged: unknown[];
  firstId(): string;
}

function setUp(): SetUp {
  const store = createStore(reduceApp, initialAppState);
  const logged: unknown[] = [];
  const log = {
    warn: (...parts: unknown[]) => void logged.push(...parts),
    error: (...parts: unknown[]) => void logged.push(...parts),
  };
  const broker = new ApprovalBroker(store, 'run', { log, now: () => 1000 });
  return { store, broker, logged, firstId: () => store.getState().approvals[0]?.id ?? 'none' };
}

const turn = {
  id: 'U1',
  rootTurnId: 'U1',
  items: [],
  itemsView: 'notLoaded' as const,
  status: 'interrupted' as const,
  error: null,
  startedAt: null,
  completedAt: null,
  durationMs: null,
};

interface Kind {
  ask(broker: ApprovalBroker, params?: unknown): Promise<unknown>;
  readonly refusal: unknown;
  readonly malformed: readonly unknown[];
}

const ask = {
  command: (broker: ApprovalBroker, params: unknown = commandRequest()) => broker.askCommand(key, params),
  fileChange: (broker: ApprovalBroker, params: unknown = fileChangeRequest()) =>
    broker.askFileChange(key, params),
  permissions: (broker: ApprovalBroker, params: unknown = permissionsRequest()) =>
    broker.askPermissions(key, params),
  userInput: (broker: ApprovalBroker, params: unknown = userInputRequest()) =>
    broker.askUserInput(key, params),
  elicitation: (broker: ApprovalBroker, params: unknown = urlRequest()) => broker.askElicitation(key, params),
};

const decline = { decision: 'decline' };
const cancel = { action: 'cancel', content: null, _meta: null };
const without = (params: object, ...names: string[]): unknown =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)));
const nowhere = (params: object): unknown[] => [
  null,
  'text',
  without(params, 'threadId'),
  without(params, 'turnId'),
  without(params, 'itemId'),
];

const kinds: Record<string, Kind> = {
  command: {
    ask: ask.command,
    refusal: decline,
    malformed: [
      ...nowhere(commandRequest()),
      commandRequest({ availableDecisions: 'accept' as unknown as [] }),
    ],
  },
  'file change': { ask: ask.fileChange, refusal: decline, malformed: nowhere(fileChangeRequest()) },
  permissions: {
    ask: ask.permissions,
    refusal: { permissions: {}, scope: 'turn' },
    malformed: [
      ...nowhere(permissionsRequest()),
      without(permissionsRequest(), 'permissions'),
      { ...permissionsRequest(), permissions: { fileSystem: { entries: [{ access: 'write' }] } } },
    ],
  },
  questions: {
    ask: ask.userInput,
    refusal: { answers: {} },
    malformed: [
      ...nowhere(userInputRequest()),
      without(userInputRequest(), 'questions'),
      userInputRequest({ questions: [] }),
      userInputRequest({ questions: [{ id: 'x' } as ReturnType<typeof question>] }),
      userInputRequest({
        questions: [question({ options: [{} as { label: string; description: string }] })],
      }),
    ],
  },
  elicitation: {
    ask: ask.elicitation,
    refusal: cancel,
    malformed: [
      null,
      [],
      without(urlRequest(), 'url'),
      without(urlRequest(), 'threadId'),
      without(urlRequest(), 'message'),
      without(formRequest({}), 'requestedSchema'),
      { ...urlRequest(), mode: 'of a newer codex' },
      { ...urlRequest(), turnId: 7 },
    ],
  },
  'tool call': {
    ask: (broker, params = toolCallRequest()) => broker.askElicitation(key, params),
    refusal: cancel,
    malformed: [without(toolCallRequest(), 'serverName'), without(toolCallRequest(), 'mode')],
  },
};

const withdrawals: [string, AppEvent][] = [
  ['the server resolves it', { method: 'serverRequest/resolved', params: { threadId: 'T1', requestId: 0 } }],
  ['its turn ends', { method: 'turn/completed', params: { threadId: 'T1', turn } }],
  ['its thread closes', { method: 'thread/closed', params: { threadId: 'T1' } }],
  ['its thread is deleted', { method: 'thread/deleted', params: { threadId: 'T1' } }],
  ['its thread is archived', { method: 'thread/archived', params: { threadId: 'T1' } }],
  ['the server dies', { method: 'host/serverLost', params: { generation: 1 } }],
];

describe('ApprovalBroker', () => {
  it('shows a request whose id is 0, and answers it with the chosen decision', async () => {
    const { store, broker, firstId } = setUp();
    const answer = ask.command(broker);
    assert.equal(store.getState().approvals[0]?.requestId, 0);
    assert.equal(broker.answer(firstId(), 'accept'), true);
    assert.deepEqual(await answer, { decision: 'accept' });
  });

  it('takes the first answer only, and shows it until the server resolves the request', async () => {
    const { store, broker, firstId } = setUp();
    const answer = ask.fileChange(broker);
    const id = firstId();
    assert.equal(broker.answer(id, 'decline'), true);
    assert.equal(broker.answer(id, 'accept'), false);
    assert.deepEqual(await answer, decline);
    const [shown] = store.getState().approvals;
    assert.deepEqual([shown?.status, shown?.answeredOptionId], ['answering', 'decline']);
    store.dispatch([{ method: 'serverRequest/resolved', params: { threadId: 'T1', requestId: 0 } }]);
    assert.deepEqual(store.getState().approvals, []);
  });

  it('declines a change that was written here, and records that the person accepted it', async () => {
    const { store, broker, firstId } = setUp();
    const answer = ask.fileChange(broker);
    const id = firstId();
    assert.equal(broker.answerApplied(id), true);
    assert.equal(broker.answerApplied(id), false);
    assert.deepEqual(await answer, decline);
    const [shown] = store.getState().approvals;
    assert.equal(shown?.answeredOptionId, 'accept');
    assert.equal(shown.kind === 'fileChange' && shown.edited, true);
  });

  it('finds a synchronous answer: the request is parked before it is shown', async () => {
    const { store, broker } = setUp();
    store.subscribe(({ events }) => {
      const [event] = events;
      if (event?.method === 'host/approvalRequested') broker.answer(event.params.approval.id, 'accept');
    });
    assert.deepEqual(await ask.command(broker), { decision: 'accept' });
  });

  it('refuses an id or an option that does not exist', () => {
    const { store, broker, firstId } = setUp();
    void broker.askCommand(key, commandRequest({ availableDecisions: ['accept', 'cancel'] }));
    assert.equal(broker.answer('1:99', 'accept'), false);
    assert.equal(broker.answer(firstId(), 'acceptForSession'), false);
    assert.equal(store.getState().approvals[0]?.status, 'pending');
  });

  it('stays parked when asked during another change of the store', async () => {
    const { store, broker, firstId } = setUp();
    let answer: Promise<unknown> | undefined;
    store.subscribe(({ events }) => {
      if (events[0]?.method === 'host/workspaceChanged') answer = ask.command(broker);
    });
    store.dispatch([{ method: 'host/workspaceChanged', params: { workspace: { kind: 'noFolder' } } }]);
    assert.equal(broker.answer(firstId(), 'accept'), true);
    assert.deepEqual(await answer, { decision: 'accept' });
  });

  it('keeps another request of the same item, and of an older server process, apart', () => {
    const { store, broker } = setUp();
    void broker.askCommand({ generation: 1, requestId: 0 }, commandRequest());
    void broker.askCommand({ generation: 1, requestId: 1 }, commandRequest());
    void broker.askCommand({ generation: 2, requestId: 0 }, commandRequest());
    assert.equal(new Set(store.getState().approvals.map(({ id }) => id)).size, 3);
  });

  it('refuses a second request with the same id, and leaves the first alone', async () => {
    const { broker, firstId } = setUp();
    const first = ask.command(broker);
    assert.deepEqual(await ask.permissions(broker), { permissions: {}, scope: 'turn' });
    broker.answer(firstId(), 'accept');
    assert.deepEqual(await first, { decision: 'accept' });
  });

  it('answers with what was filled in, and leaves a request pending whose content does not fit', async () => {
    const { store, broker, firstId } = setUp();
    const answer = ask.userInput(broker);
    const fill = (text: string, id = 'lang') => ({
      kind: 'userInput' as const,
      answers: { [id]: { label: null, text } },
    });
    assert.equal(broker.answer(firstId(), 'accept'), false);
    assert.equal(broker.answer(firstId(), 'accept', fill('Zig', 'made up')), false);
    assert.equal(store.getState().approvals[0]?.status, 'pending');
    assert.equal(broker.answer(firstId(), 'accept', fill('Zig')), true);
    assert.deepEqual(await answer, {
      answers: { lang: { answers: ['None of the above', 'user_note: Zig'] } },
    });
    assert.deepEqual(store.getState().approvals[0]?.answeredContent, fill('Zig'));
  });

  it('tells nobody a secret but the server: neither the state, nor the log', async () => {
    const { store, broker, logged, firstId } = setUp();
    const seen: unknown[] = [];
    store.subscribe(({ events, state }) => {
      seen.push(events, state);
      throw new Error('a listener fails');
    });
    const answer = broker.askUserInput(key, userInputRequest({ questions: [question({ isSecret: true })] }));
    const answers = { lang: { label: null, text: 'hunter2' } };
    assert.equal(broker.answer(firstId(), 'accept', { kind: 'userInput', answers }), true);
    assert.match(JSON.stringify(await answer), /hunter2/);
    assert.doesNotMatch(JSON.stringify([seen, logged.map(String)]), /hunter2/);
    assert.match(JSON.stringify(store.getState().approvals[0]?.answeredContent), /••••/);
  });

  it('keeps no content of a refusal', () => {
    const { store, broker, firstId } = setUp();
    void ask.userInput(broker);
    const answers = { lang: { label: null, text: 'half an answer' } };
    broker.answer(firstId(), 'decline', { kind: 'userInput', answers });
    assert.equal(store.getState().approvals[0]?.answeredContent, null);
  });

  it('says by when questions are answered without the person', () => {
    const { store, broker } = setUp();
    void broker.askUserInput(key, userInputRequest({ autoResolutionMs: 5000 }));
    void broker.askUserInput({ ...key, requestId: 1 }, userInputRequest());
    const deadlines = store.getState().approvals.map((item) => item.kind === 'userInput' && item.deadlineMs);
    assert.deepEqual(deadlines, [6000, null]);
  });

  it('tells a tool call and a form apart', () => {
    const { store, broker } = setUp();
    void broker.askElicitation(key, toolCallRequest());
    void broker.askElicitation({ ...key, requestId: 1 }, formRequest({ type: 'object', properties: {} }));
    void broker.askElicitation({ ...key, requestId: 2 }, { ...urlRequest(), turnId: null });
    const { approvals } = store.getState();
    assert.deepEqual(
      approvals.map(({ kind }) => kind),
      ['mcpToolCall', 'elicitation', 'elicitation'],
    );
    assert.equal(approvals[2]?.turnId, null);
  });

  it('declines at once, and shows nobody, what it has not said that it can do', async () => {
    const { store, broker, logged } = setUp();
    for (const mode of ['openai/form', 'openaiForm', 'openai/userVerification']) {
      const answer = await broker.askElicitation(key, { ...formRequest({}), mode });
      assert.deepEqual(answer, { ...cancel, action: 'decline' });
    }
    assert.deepEqual(store.getState().approvals, []);
    assert.equal(logged.length, 3);
  });
});

describe('ApprovalBroker fails closed', () => {
  for (const [name, { ask: askKind, refusal, malformed }] of Object.entries(kinds)) {
    describe(name, () => {
      for (const [when, event] of withdrawals) {
        it(`when ${when}`, async () => {
          const { store, broker, firstId } = setUp();
          const answer = askKind(broker);
          const id = firstId();
          store.dispatch([event]);
          assert.deepEqual(await answer, refusal);
          assert.equal(broker.answer(id, 'accept'), false);
          assert.deepEqual(store.getState().approvals, []);
        });
      }

      it('when it is disposed, and ever after', async () => {
        const { store, broker } = setUp();
        const answer = askKind(broker);
        broker.dispose();
        assert.deepEqual(await answer, refusal);
        assert.deepEqual(await askKind(broker), refusal);
        assert.equal(store.getState().approvals.length, 1, 'a request after the end is not shown');
      });

      for (const [index, params] of malformed.entries()) {
        it(`when the request is malformed (${index})`, async () => {
          const { store, broker, logged } = setUp();
          assert.deepEqual(await askKind(broker, params), refusal);
          assert.deepEqual(store.getState().approvals, []);
          assert.ok(logged.length > 0);
        });
      }

      it('when the state cannot take the request', async () => {
        const failing = createStore<AppState, AppEvent>((state, event) => {
          if (event.method === 'host/approvalRequested') throw new Error('the reducer fails');
          return reduceApp(state, event);
        }, initialAppState);
        assert.deepEqual(await askKind(new ApprovalBroker(failing, 'run')), refusal);
      });

      it('never by a listener that throws: the request stays, and is answered once', async () => {
        const { store, broker, logged, firstId } = setUp();
        store.subscribe(() => {
          throw new Error('a listener fails');
        });
        const answer = askKind(broker);
        const id = firstId();
        assert.equal(store.getState().approvals[0]?.status, 'pending');
        assert.equal(broker.answer(id, 'decline'), true);
        assert.equal(broker.answer(id, 'accept'), false);
        assert.notDeepEqual(await answer, undefined);
        assert.equal(store.getState().approvals[0]?.status, 'answering');
        assert.ok(logged.length > 0);
      });
    });
  }
});
