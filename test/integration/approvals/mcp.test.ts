import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { ApprovalContent } from '../../../src/shared/approvals/approvalState.ts';
import { functionCall } from '../../support/responseEvents.ts';
import { everyFieldSchema } from '../../support/mcpServer.ts';
import { startAskingHost, type AskingHost } from './askingHost.ts';

const namespace = 'mcp__fake';
const calls = {
  echo: () => functionCall('echo', { text: 'hello' }, { namespace }),
  form: () => functionCall('ask_form', {}, { namespace }),
  url: () => functionCall('ask_url', {}, { namespace }),
};
const url = 'https://example.com/authorize?state=1';

describe('Tool calls of an MCP server with the real codex', () => {
  let host: AskingHost;
  afterEach(() => host.stop());

  it('shows the call behind the form, runs it once, and asks again', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'echo');
    assert.ok(approval.kind === 'mcpToolCall');
    const { serverName, toolName, toolDescription, toolArguments } = approval;
    assert.deepEqual([serverName, toolName], ['fake', 'echo']);
    assert.equal(toolDescription, 'Says what it is told.');
    assert.deepEqual(JSON.parse(toolArguments), { text: 'hello' });
    assert.match(await host.answer(approval, 'accept'), /echo: hello/);
    const again = await host.ask(approval.threadId, 'echo');
    assert.match(await host.answer(again, 'decline'), /reject/i);
  });

  it('is not asked again in the session', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'echo');
    assert.match(await host.answer(approval, 'acceptForSession'), /echo: hello/);
    assert.match(await host.unasked(approval.threadId, 'echo'), /echo: hello/);
    assert.equal(host.asked.length, 1);
  });

  it('is never asked again', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'echo');
    assert.match(await host.answer(approval, 'acceptAlways'), /echo: hello/);
    // Also in a thread that the server starts anew.
    await host.supervisor.restart();
    assert.match(await host.unasked(approval.threadId, 'echo'), /echo: hello/);
    assert.equal(host.asked.length, 1);
  });

  for (const optionId of ['decline', 'cancel']) {
    it(`does not run after ${optionId}, and the turn goes on`, async () => {
      host = await startAskingHost(calls);
      const approval = await host.ask(null, 'echo');
      const told = await host.answer(approval, optionId);
      assert.doesNotMatch(told, /echo: hello/);
      assert.match(told, /MCP tool call/);
      assert.equal(host.store.getState().threads[approval.threadId]?.turns[0]?.status, 'completed');
    });
  }
});

describe('Questions of an MCP server with the real codex', () => {
  let host: AskingHost;
  afterEach(() => host.stop());

  const result = (told: string): unknown => JSON.parse(told.slice(told.indexOf('{')));

  it('brings every field of a form, and gives the server what was filled in', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'form');
    assert.ok(approval.kind === 'elicitation' && approval.request.mode === 'form');
    assert.deepEqual(approval.request.requestedSchema, everyFieldSchema);
    const values = {
      name: 'Ada',
      email: 'ada@example.com',
      site: 'https://example.com/',
      day: '2024-02-29',
      at: '2024-02-29T12:00:00Z',
      count: 4,
      ratio: 0.5,
      loud: false,
      size: 'l',
      color: '#0f0',
      tags: ['a', 'c'],
      days: ['tue'],
    };
    const wrong: ApprovalContent = { kind: 'form', values: { ...values, count: 10 } };
    assert.equal(host.broker.answer(approval.id, 'accept', wrong), false);
    const told = await host.answer(approval, 'accept', { kind: 'form', values });
    assert.deepEqual(result(told), { action: 'accept', content: values });
  });

  for (const action of ['decline', 'cancel']) {
    it(`tells the server of a form's ${action}`, async () => {
      host = await startAskingHost(calls);
      const told = await host.answer(await host.ask(null, 'form'), action);
      assert.deepEqual((result(told) as { action: string }).action, action);
    });

    it(`tells the server of a page's ${action}`, async () => {
      host = await startAskingHost(calls);
      const told = await host.answer(await host.ask(null, 'url'), action);
      assert.deepEqual((result(told) as { action: string }).action, action);
    });
  }

  it('brings the whole address of a page, and tells the server that it was opened', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'url');
    assert.ok(approval.kind === 'elicitation' && approval.request.mode === 'url');
    assert.equal(approval.request.url, url);
    assert.equal((result(await host.answer(approval, 'accept')) as { action: string }).action, 'accept');
  });
});
