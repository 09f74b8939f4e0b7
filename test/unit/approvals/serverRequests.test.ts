import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ResponseError } from 'vscode-jsonrpc/node';
import { ApprovalBroker } from '../../../src/approvals/approvalBroker.ts';
import { handleServerRequest } from '../../../src/approvals/serverRequests.ts';
import { initialAppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import {
  commandRequest,
  fileChangeRequest,
  permissionsRequest,
  toolCallRequest,
  urlRequest,
  userInputRequest,
} from './requests.ts';

const store = createStore(reduceApp, initialAppState);
const broker = new ApprovalBroker(store, 'run');
let requestId = 0;
const handle = (method: string, params: unknown = {}): Promise<unknown> | undefined =>
  handleServerRequest(broker, { generation: 1, requestId: requestId++ }, method, params);

describe('handleServerRequest', () => {
  const parked: [string, object, string][] = [
    ['item/commandExecution/requestApproval', commandRequest(), 'commandExecution'],
    ['item/fileChange/requestApproval', fileChangeRequest(), 'fileChange'],
    ['item/permissions/requestApproval', permissionsRequest(), 'permissions'],
    ['item/tool/requestUserInput', userInputRequest(), 'userInput'],
    ['mcpServer/elicitation/request', toolCallRequest(), 'mcpToolCall'],
    ['mcpServer/elicitation/request', urlRequest(), 'elicitation'],
  ];
  for (const [method, params, kind] of parked) {
    it(`parks ${method} as ${kind}`, () => {
      assert.ok(handle(method, params));
      assert.equal(store.getState().approvals.at(-1)?.kind, kind);
    });
  }

  const rejection = 'This client does not answer approvals of the old protocol.';
  const answered: [string, unknown][] = [
    [
      'item/tool/call',
      {
        contentItems: [{ type: 'inputText', text: 'This tool is not available in this client.' }],
        success: false,
      },
    ],
    ['execCommandApproval', { decision: { denied: { rejection } } }],
    ['applyPatchApproval', { decision: { denied: { rejection } } }],
  ];
  for (const [method, answer] of answered)
    it(`answers ${method} at once`, async () => assert.deepEqual(await handle(method, null), answer));

  it('tells the time in whole seconds', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { currentTimeAt } = (await handle('currentTime/read')) as { currentTimeAt: number };
    assert.ok(Number.isInteger(currentTimeAt));
    assert.ok(currentTimeAt >= before && currentTimeAt <= Date.now() / 1000);
  });

  for (const method of ['account/chatgptAuthTokens/refresh', 'attestation/generate']) {
    it(`refuses ${method} with an error that says why`, async () => {
      const refused = await Promise.resolve(handle(method)).catch((error: unknown) => error);
      assert.ok(refused instanceof ResponseError);
      assert.equal(refused.code, -32601);
      assert.match(refused.message, /^This client /);
    });
  }

  it('leaves a request that nobody knows to the error answer', () => {
    for (const method of ['made/up', 'constructor', '__proto__', ''])
      assert.equal(handle(method), undefined, method);
  });
});
