import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApprovalBroker } from '../../../src/approvals/approvalBroker.ts';
import { handleServerRequest } from '../../../src/approvals/serverRequests.ts';
import { initialAppState, type AppEvent, type AppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore, type Store } from '../../../src/shared/store.ts';
import { commandRequest, fileChangeRequest } from './requests.ts';

const key = { generation: 1, requestId: 0 };

function setUp(): { store: Store<AppState, AppEvent>; broker: ApprovalBroker; firstId(): string } {
  const store = createStore(reduceApp, initialAppState);
  const broker = new ApprovalBroker(store, 'run');
  return { store, broker, firstId: () => store.getState().approvals[0]?.id ?? 'none' };
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

describe('ApprovalBroker', () => {
  it('shows a request whose id is 0, and answers it with the chosen decision', async () => {
    const { store, broker, firstId } = setUp();
    const answer = broker.askCommand(key, commandRequest());
    assert.equal(store.getState().approvals[0]?.requestId, 0);
    assert.equal(broker.answer(firstId(), 'accept'), true);
    assert.deepEqual(await answer, { decision: 'accept' });
  });

  it('takes the first answer only, and shows it until the server resolves the request', async () => {
    const { store, broker, firstId } = setUp();
    const answer = broker.askFileChange(key, fileChangeRequest());
    const id = firstId();
    assert.equal(broker.answer(id, 'decline'), true);
    assert.equal(broker.answer(id, 'accept'), false);
    assert.deepEqual(await answer, { decision: 'decline' });
    const [shown] = store.getState().approvals;
    assert.deepEqual([shown?.status, shown?.answeredOptionId], ['answering', 'decline']);
    store.dispatch([{ method: 'serverRequest/resolved', params: { threadId: 'T1', requestId: 0 } }]);
    assert.deepEqual(store.getState().approvals, []);
  });

  it('finds a synchronous answer: the request is parked before it is shown', async () => {
    const { store, broker } = setUp();
    store.subscribe(({ events }) => {
      const [event] = events;
      if (event?.method === 'host/approvalRequested') broker.answer(event.params.approval.id, 'accept');
    });
    assert.deepEqual(await broker.askCommand(key, commandRequest()), { decision: 'accept' });
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
      if (events[0]?.method === 'host/workspaceChanged') answer = broker.askCommand(key, commandRequest());
    });
    store.dispatch([{ method: 'host/workspaceChanged', params: { workspace: { kind: 'noFolder' } } }]);
    assert.equal(broker.answer(firstId(), 'accept'), true);
    assert.deepEqual(await answer, { decision: 'accept' });
  });

  const withdrawals: [string, AppEvent][] = [
    [
      'the server resolves it',
      { method: 'serverRequest/resolved', params: { threadId: 'T1', requestId: 0 } },
    ],
    ['its turn ends', { method: 'turn/completed', params: { threadId: 'T1', turn } }],
    ['its thread closes', { method: 'thread/closed', params: { threadId: 'T1' } }],
    ['its thread is deleted', { method: 'thread/deleted', params: { threadId: 'T1' } }],
    ['the server dies', { method: 'host/serverLost', params: { generation: 1 } }],
  ];
  for (const [name, event] of withdrawals) {
    it(`declines when ${name}`, async () => {
      const { store, broker, firstId } = setUp();
      const answer = broker.askCommand(key, commandRequest());
      const id = firstId();
      store.dispatch([event]);
      assert.deepEqual(await answer, { decision: 'decline' });
      assert.equal(broker.answer(id, 'accept'), false);
      assert.deepEqual(store.getState().approvals, []);
    });
  }

  it('declines what is pending when it is disposed', async () => {
    const { broker } = setUp();
    const answers = [
      broker.askCommand(key, commandRequest()),
      broker.askFileChange({ generation: 1, requestId: 1 }, fileChangeRequest()),
    ];
    broker.dispose();
    assert.deepEqual(await Promise.all(answers), [{ decision: 'decline' }, { decision: 'decline' }]);
  });

  it('keeps another request of the same item, and of an older server process, apart', () => {
    const { store, broker } = setUp();
    void broker.askCommand({ generation: 1, requestId: 0 }, commandRequest());
    void broker.askCommand({ generation: 1, requestId: 1 }, commandRequest());
    void broker.askCommand({ generation: 2, requestId: 0 }, commandRequest());
    assert.equal(new Set(store.getState().approvals.map(({ id }) => id)).size, 3);
  });
});

describe('handleServerRequest', () => {
  it('leaves a request that nobody handles to the error answer', () => {
    const { broker } = setUp();
    for (const method of ['item/tool/requestUserInput', 'attestation/generate', 'made/up', 'constructor'])
      assert.equal(handleServerRequest(broker, key, method, {}), undefined, method);
  });
});
