import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { ApprovalState } from '../../../src/shared/approvals/approvalState.ts';
import { commandCall, functionCall, patchCall } from '../../support/responseEvents.ts';
import { startAskingHost, type AskingHost } from './askingHost.ts';

const namespace = 'mcp__fake';
const options = [
  { label: 'Yes', description: 'y' },
  { label: 'No', description: 'n' },
];
const calls = {
  command: () => commandCall({ cmd: 'touch never.txt', sandbox_permissions: 'require_escalated' }),
  change: () => patchCall('*** Begin Patch\n*** Add File: never.txt\n+never\n*** End Patch\n'),
  permissions: () =>
    functionCall('request_permissions', { reason: 'r', permissions: { network: { enabled: true } } }),
  questions: () =>
    functionCall('request_user_input', {
      questions: [{ id: 'q', header: 'Q', question: 'Well?', options }],
    }),
  tool: () => functionCall('echo', { text: 'never' }, { namespace }),
  form: () => functionCall('ask_form', {}, { namespace }),
};
const refusals: Record<keyof typeof calls, unknown> = {
  command: { decision: 'decline' },
  change: { decision: 'decline' },
  permissions: { permissions: {}, scope: 'turn' },
  questions: { answers: {} },
  tool: { action: 'cancel', content: null, _meta: null },
  form: { action: 'cancel', content: null, _meta: null },
};

describe('Pending requests with the real codex', () => {
  let host: AskingHost;
  afterEach(() => host.stop());

  const settled = ({ threadId }: ApprovalState): unknown =>
    host.store.getState().threads[threadId]?.settled.map(({ outcome }) => outcome);

  for (const [name, refusal] of Object.entries(refusals)) {
    it(`refuses ${name} when the turn is interrupted`, async () => {
      host = await startAskingHost(calls);
      const approval = await host.ask(null, name);
      await host.threads.interrupt(approval.threadId);
      await host.until(({ approvals }) => approvals.length === 0);
      assert.deepEqual(await host.asked[0]?.result, refusal);
      assert.equal(host.broker.answer(approval.id, 'accept'), false);
      await host.until(({ threads }) => threads[approval.threadId]?.turns[0]?.status === 'interrupted');
      assert.match(String(settled(approval)), /^(turnEnded|withdrawn)$/);
    });

    it(`refuses ${name} when the server is killed`, async () => {
      host = await startAskingHost(calls);
      const approval = await host.ask(null, name);
      (await host.findServer())();
      await host.until(({ server }) => server.kind === 'failed');
      assert.deepEqual(host.store.getState().approvals, []);
      assert.deepEqual(await host.asked[0]?.result, refusal);
      assert.deepEqual(settled(approval), ['serverLost']);
    });
  }

  it('keeps the requests of two threads apart', async () => {
    host = await startAskingHost(calls);
    await Promise.all([host.send(null, 'command'), host.send(null, 'questions')]);
    const pending = await host.until(({ approvals }) => approvals.length === 2 && approvals);
    const command = pending.find(({ kind }) => kind === 'commandExecution');
    const questions = pending.find(({ kind }) => kind === 'userInput');
    assert.ok(command && questions);
    assert.notEqual(command.threadId, questions.threadId);

    host.broker.answer(command.id, 'decline');
    await host.until(({ threads }) => threads[command.threadId]?.turns[0]?.status === 'completed');
    assert.deepEqual(
      host.store.getState().approvals.map(({ id, status }) => [id, status]),
      [[questions.id, 'pending']],
    );
    host.broker.answer(questions.id, 'accept', {
      kind: 'userInput',
      answers: { q: { label: 'Yes', text: '' } },
    });
    await host.until(({ threads }) => threads[questions.threadId]?.turns[0]?.status === 'completed');
    assert.deepEqual([settled(command), settled(questions)], [['answered'], ['answered']]);
  });
});
