import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { ApprovalContent } from '../../../src/shared/approvals/approvalState.ts';
import { completed, functionCall } from '../../support/responseEvents.ts';
import { isOldest } from '../../support/hostHarness.ts';
import { startAskingHost, type AskingHost } from './askingHost.ts';

const options = ['TypeScript', 'Rust'].map((label) => ({ label, description: `It is ${label}.` }));
const ask = {
  questions: [
    { id: 'lang', header: 'Language', question: 'Which one?', options },
    { id: 'key', header: 'Key', question: 'Which key?', options, isSecret: true, is_secret: true },
  ],
};
const calls = { 'Ask me': () => functionCall('request_user_input', ask) };
const filled: ApprovalContent = {
  kind: 'userInput',
  answers: { lang: { label: 'Rust', text: 'nightly' }, key: { label: null, text: 'hunter2' } },
};

describe('Questions with the real codex', () => {
  let host: AskingHost;
  afterEach(() => host.stop());

  it('gives the model what was chosen and typed, and keeps no secret', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'Ask me');
    assert.ok(approval.kind === 'userInput');
    assert.equal(approval.request.isBlocking, false);
    assert.equal(approval.deadlineMs, null);
    assert.deepEqual(
      approval.request.questions.map(({ id, isSecret }) => [id, isSecret]),
      [
        ['lang', false],
        ['key', true],
      ],
    );
    const told = JSON.parse(await host.answer(approval, 'accept', filled)) as unknown;
    assert.deepEqual(told, {
      answers: {
        lang: { answers: ['Rust', 'user_note: nightly'] },
        key: { answers: ['None of the above', 'user_note: hunter2'] },
      },
    });
    assert.doesNotMatch(JSON.stringify(host.store.getState()), /hunter2/);
    assert.equal(host.store.getState().threads[approval.threadId]?.settled[0]?.outcome, 'answered');
  });

  it('gives the model no answers when it is dismissed', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'Ask me');
    assert.deepEqual(JSON.parse(await host.answer(approval, 'decline', filled)), { answers: {} });
  });

  it('blocks in plan mode', async () => {
    host = await startAskingHost(calls, { configTables: '' });
    const threadId = await host.threads.start(host.workspace);
    const connection = await host.supervisor.ensureReady();
    const model = isOldest ? 'gpt-5.5' : 'gpt-6.1-sol';
    await connection.request('turn/start', {
      threadId,
      input: [{ type: 'text', text: 'Ask me', text_elements: [] }],
      collaborationMode: {
        mode: 'plan',
        settings: { model, reasoning_effort: null, developer_instructions: null },
      },
    });
    const approval = await host.until(({ approvals }) => approvals[0]);
    assert.ok(approval.kind === 'userInput');
    assert.equal(approval.request.isBlocking, true);
    await host.until(({ summaries }) => {
      const status = summaries[threadId]?.status;
      return status?.type === 'active' && status.activeFlags.includes('waitingOnUserInput');
    });
    const told = await host.answer(approval, 'accept', filled);
    assert.match(told, /user_note: nightly/);
  });

  it('takes several calls of one response apart', async () => {
    host = await startAskingHost(calls, {
      script: ({ toolOutputs }) =>
        toolOutputs.length === 0
          ? [functionCall('request_user_input', ask), functionCall('request_user_input', ask), completed()]
          : [completed()],
    });
    await host.send(null, 'Ask me twice');
    const first = await host.until(({ approvals }) => approvals[0]);
    host.broker.answer(first.id, 'decline');
    const second = await host.until(({ approvals }) => approvals.find(({ id }) => id !== first.id));
    assert.notEqual(second.itemId, first.itemId);
    host.broker.answer(second.id, 'accept', filled);
    await host.until(({ approvals }) => approvals.length === 0);
  });
});
