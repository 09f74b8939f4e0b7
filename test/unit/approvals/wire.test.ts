import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApprovalBroker } from '../../../src/approvals/approvalBroker.ts';
import { handleServerRequest } from '../../../src/approvals/serverRequests.ts';
import type { CommandExecutionApprovalDecision } from '../../../src/protocol/index.ts';
import { initialAppState, type AppEvent, type AppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore, type Store } from '../../../src/shared/store.ts';
import { ServerEnd, type SentLine } from '../codex/serverEnd.ts';
import { commandRequest } from './requests.ts';

interface Wire {
  readonly server: ServerEnd;
  readonly store: Store<AppState, AppEvent>;
  readonly broker: ApprovalBroker;
}

/** A server in memory at one end, the broker at the other. */
function connect(): Wire {
  const store = createStore(reduceApp, initialAppState);
  const broker = new ApprovalBroker(store, 'run');
  const server = new ServerEnd(({ id, method, params }) =>
    handleServerRequest(broker, { generation: 1, requestId: id }, method, params),
  );
  return { server, store, broker };
}

async function onlyLine({ server }: Wire): Promise<SentLine> {
  const line = await server.line(0);
  await server.settle();
  assert.equal(server.sent.length, 1);
  return line;
}

describe('Requests on a scripted wire', () => {
  const rule = (action: 'allow' | 'deny'): CommandExecutionApprovalDecision => ({
    applyNetworkPolicyAmendment: { network_policy_amendment: { host: 'example.com', action } },
  });
  const networkRequest = commandRequest({
    command: null,
    cwd: null,
    networkApprovalContext: { host: 'example.com', protocol: 'https' },
    proposedNetworkPolicyAmendments: [{ host: 'example.com', action: 'allow' }],
    availableDecisions: ['accept', 'acceptForSession', rule('allow'), rule('deny'), 'cancel'],
  });
  const answers: [number, unknown][] = [
    [0, 'accept'],
    [1, 'acceptForSession'],
    [2, rule('allow')],
    [3, rule('deny')],
    [4, 'decline'],
    [5, 'cancel'],
  ];
  for (const [index, decision] of answers) {
    it(`answers a request for the network: ${JSON.stringify(decision)}`, async () => {
      const wire = connect();
      wire.server.send({ id: 0, method: 'item/commandExecution/requestApproval', params: networkRequest });
      await wire.server.settle();
      const [approval] = wire.store.getState().approvals;
      assert.ok(approval?.kind === 'commandExecution');
      assert.deepEqual(
        approval.options.map(({ detail }) => detail),
        [null, null, 'allow example.com', 'deny example.com', null, null],
      );
      wire.broker.answer(approval.id, approval.options[index]?.id ?? '');
      assert.deepEqual(await onlyLine(wire), { id: 0, result: { decision } });
    });
  }

  it('keeps the sub-commands of one command apart, and answers each by its own id', async () => {
    const wire = connect();
    for (const [id, approvalId] of ['first', 'second'].entries())
      wire.server.send({
        id,
        method: 'item/commandExecution/requestApproval',
        params: commandRequest({ approvalId }),
      });
    await wire.server.settle();
    const [first, second] = wire.store.getState().approvals;
    assert.ok(first && second && first.itemId === second.itemId);
    wire.broker.answer(second.id, 'decline');
    assert.deepEqual(await onlyLine(wire), { id: 1, result: { decision: 'decline' } });
    assert.equal(wire.store.getState().approvals[0]?.status, 'pending');
  });

  const errors = ['account/chatgptAuthTokens/refresh', 'attestation/generate', 'of/a/newer/codex'];
  for (const method of errors) {
    it(`answers ${method} with an error`, async () => {
      const wire = connect();
      wire.server.send({ id: 0, method, params: {} });
      const { id, error } = await onlyLine(wire);
      assert.equal(id, 0);
      assert.equal(error?.code, -32601);
      assert.match(error.message, /client/);
    });
  }

  const results = ['item/tool/call', 'currentTime/read', 'execCommandApproval', 'applyPatchApproval'];
  for (const method of results) {
    it(`answers ${method} at once`, async () => {
      const wire = connect();
      wire.server.send({ id: 0, method, params: {} });
      const { id, result } = await onlyLine(wire);
      assert.equal(id, 0);
      assert.ok(result);
    });
  }

  const malformed = [
    'item/commandExecution/requestApproval',
    'item/fileChange/requestApproval',
    'item/permissions/requestApproval',
    'item/tool/requestUserInput',
    'mcpServer/elicitation/request',
  ];
  for (const method of malformed) {
    it(`answers ${method} without parameters`, async () => {
      const wire = connect();
      wire.server.send({ id: 0, method, params: null });
      const { result } = await onlyLine(wire);
      assert.ok(result);
      assert.deepEqual(wire.store.getState().approvals, []);
    });
  }
});
