import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import type { PolicyChoice } from '../../../src/shared/policy/policyState.ts';
import { shownPolicy } from '../../../src/shared/policy/shownPolicy.ts';
import { createThreadAdmin } from '../../../src/threads/threadAdmin.ts';
import { createGate } from '../../support/gate.ts';
import { isOldest, startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { commandCall, completed, message, patchCall } from '../../support/responseEvents.ts';
import { writeCodexHome, type ModelScript } from '../../support/scriptedModel.ts';
import { ended, lastItem, onlyThread } from './transcript.ts';

const denial = { outcome: 'deny', risk_level: 'high', user_authorization: 'low', rationale: 'Too risky.' };
const addFile = '*** Begin Patch\n*** Add File: added.txt\n+new\n*** End Patch\n';
const gate = createGate();

/** `patch`, `command` and `write` do what they say and then talk; `hold` waits; the reviewer of codex denies everything. */
const script: ModelScript = async function* ({ body, lastUserText, toolOutputs }) {
  const { format } = (body.text ?? {}) as { format?: { name?: string } };
  if (format?.name === 'codex_output_schema') yield* message(JSON.stringify(denial));
  else if (toolOutputs.length > 0) yield* message('Went on.');
  else if (lastUserText === 'patch') yield patchCall(addFile);
  else if (lastUserText === 'command')
    yield commandCall({
      cmd: 'printf done | tee touched.txt',
      sandbox_permissions: 'require_escalated',
      justification: 'It must write.',
    });
  else if (lastUserText.startsWith('write '))
    yield commandCall({ cmd: `printf done | tee ${lastUserText.slice('write '.length)}` });
  else {
    if (lastUserText === 'hold') await gate.opened;
    yield* message('Fine.');
  }
  yield completed();
};

describe('Policies with the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  /** A home whose configuration says nothing about policies. */
  async function startUnconfigured(): Promise<void> {
    host = await startHostHarness({ script });
    const model = isOldest ? { model: 'gpt-5.5' } : {};
    await writeCodexHome(host.codexHome, { port: host.model.port, ...model });
  }

  function choose(threadId: string | null, choice: PolicyChoice): void {
    host.store.dispatch([{ method: 'host/policyChosen', params: { threadId, choice, remember: false } }]);
  }

  function shown(): ReturnType<typeof shownPolicy> {
    const state = host.store.getState();
    return shownPolicy(state, onlyThread(state)?.id ?? null);
  }

  function threadId(): string {
    const thread = onlyThread(host.store.getState());
    assert.ok(thread);
    return thread.id;
  }

  const exists = (name: string): boolean => existsSync(path.join(host.workspace, name));

  it('starts as Agent where the configuration says nothing: edits are not asked, what is beyond is', async () => {
    await startUnconfigured();
    await host.send(null, 'patch');
    await host.until(ended(1, 'completed'));
    assert.equal(host.asked.length, 0);
    assert.equal(await readFile(path.join(host.workspace, 'added.txt'), 'utf8'), 'new\n');
    assert.deepEqual([shown().mode, shown().isPending], ['agent', false]);
    await host.send(threadId(), 'command');
    const approval = await host.until(({ approvals }) => approvals[0]);
    host.broker.answer(approval.id, 'decline');
    await host.until(ended(2, 'completed'));
    assert.equal(exists('touched.txt'), false);
  });

  it('a fork has the policy of its thread, not that of new threads', async () => {
    await startUnconfigured();
    choose(null, { mode: 'readOnly' });
    await host.send(null, 'first');
    await host.until(ended(1, 'completed'));
    const source = threadId();
    await host.send(source, 'second');
    await host.until(ended(2, 'completed'));
    const second = onlyThread(host.store.getState())?.turns[1];
    assert.ok(second);
    const admin = createThreadAdmin(host.supervisor, host.threads);
    for (const fork of [
      await host.threads.fork(source, { beforeTurnId: second.id }),
      await admin.fork(source),
    ]) {
      assert.equal(shownPolicy(host.store.getState(), fork).mode, 'readOnly');
      await host.send(fork, 'patch');
      await host.until(({ threads }) => threads[fork]?.turns.at(-1)?.status === 'completed');
      assert.equal(exists('added.txt'), false);
      assert.equal(shownPolicy(host.store.getState(), fork).mode, 'readOnly');
    }
  });

  it('Read only refuses a patch without asking', async () => {
    await startUnconfigured();
    choose(null, { mode: 'readOnly' });
    await host.send(null, 'patch');
    await host.until(ended(1, 'completed'));
    assert.equal(host.asked.length, 0);
    assert.equal(exists('added.txt'), false);
    assert.equal(shown().mode, 'readOnly');
    assert.deepEqual(host.store.getState().policy.chosen, {});
  });

  it('Ask before edits asks for a patch', async () => {
    await startUnconfigured();
    choose(null, { mode: 'askBeforeEdits' });
    await host.send(null, 'patch');
    const approval = await host.until(({ approvals }) => approvals[0]);
    assert.equal(approval.kind, 'fileChange');
    assert.equal(exists('added.txt'), false);
    host.broker.answer(approval.id, 'accept');
    await host.until(ended(1, 'completed'));
    assert.equal(exists('added.txt'), true);
    assert.equal(shown().mode, 'askBeforeEdits');
  });

  it('Full access runs a command that writes anywhere, without asking', async () => {
    await startUnconfigured();
    const outside = path.join(host.codexHome, 'outside.txt');
    choose(null, { mode: 'fullAccess' });
    await host.send(null, `write ${outside}`);
    await host.until(ended(1, 'completed'));
    assert.equal(host.asked.length, 0);
    assert.equal(await readFile(outside, 'utf8'), 'done');
    assert.equal(shown().mode, 'fullAccess');
  });

  it('starts no turn with full access that was not confirmed, also when the configuration gives it', async () => {
    host = await startHostHarness({ script, confirmsFullAccess: false });
    await writeCodexHome(host.codexHome, {
      port: host.model.port,
      extraToml: 'sandbox_mode = "danger-full-access"\napproval_policy = "never"\n',
      ...(isOldest && { model: 'gpt-5.5' }),
    });
    await host.send(null, 'talk');
    const [message] = host.store.getState().outbox;
    assert.equal(message?.status, 'failed');
    assert.match(message.error ?? '', /not confirmed/);
    assert.deepEqual(host.wire('out', 'turn/start'), []);
  });

  it('sends no policy where the configuration has one, and shows that', async () => {
    host = await startHostHarness({ script });
    await host.threads.readPolicies(host.workspace);
    assert.equal(shown().mode, 'askBeforeEdits');
    await host.send(null, 'talk');
    await host.until(ended(1, 'completed'));
    assert.deepEqual(host.wire('out', 'thread/start')[0]?.params, { cwd: host.workspace });
    assert.deepEqual([shown().mode, shown().isPending], ['askBeforeEdits', false]);
  });

  it('a change in mid-thread is in force with the next turn, not with a steer', async () => {
    host = await startHostHarness({ script });
    await host.send(null, 'hold');
    await host.until(({ threads }) => Object.values(threads)[0]?.turns[0]?.status === 'inProgress');
    choose(threadId(), { mode: 'agent' });
    await host.send(threadId(), 'steered', 'steer');
    assert.deepEqual([shown().mode, shown().isPending], ['agent', true]);
    gate.open();
    await host.until(ended(1, 'completed'));
    assert.deepEqual([shown().mode, shown().isPending], ['agent', true]);
    await host.send(threadId(), 'patch');
    await host.until(ended(2, 'completed'));
    assert.equal(host.asked.length, 0);
    assert.equal(exists('added.txt'), true);
    assert.deepEqual([shown().mode, shown().isPending], ['agent', false]);
    assert.deepEqual(host.store.getState().policy.chosen, {});
    const turns = host.wire('out', 'turn/start').map(({ params }) => params?.approvalPolicy);
    assert.deepEqual(turns, [undefined, 'on-request']);
  });

  it('a resumed thread keeps its own policy', async () => {
    await startUnconfigured();
    choose(null, { mode: 'readOnly' });
    await host.send(null, 'talk');
    await host.until(ended(1, 'completed'));
    await host.supervisor.restart();
    await host.send(threadId(), 'patch');
    await host.until(ended(2, 'completed'));
    assert.equal(host.wire('out', 'thread/resume').length, 1);
    assert.equal(exists('added.txt'), false);
    assert.equal(shown().mode, 'readOnly');
    assert.equal(host.asked.length, 0);
  });

  it('plan mode is entered with a turn and left with another', async () => {
    await startUnconfigured();
    await host.threads.readPolicies(host.workspace);
    assert.equal(shown().canPlan, true);
    choose(null, { isPlanMode: true });
    await host.send(null, 'talk');
    await host.until(ended(1, 'completed'));
    await host.until(({ threadSettings }) => threadSettings[threadId()]?.isPlanMode);
    choose(threadId(), { isPlanMode: false });
    await host.send(threadId(), 'talk');
    await host.until(ended(2, 'completed'));
    await host.until(({ threadSettings }) => threadSettings[threadId()]?.isPlanMode === false);
    const modes = host
      .wire('out', 'turn/start')
      .map(({ params }) => (params?.collaborationMode as { mode?: string } | undefined)?.mode);
    assert.deepEqual(modes, ['plan', 'default']);
    assert.deepEqual(host.store.getState().policy.chosen, {});
  });

  it('auto-review answers instead of the person, who may overrule a denial', async () => {
    await startUnconfigured();
    await host.threads.readPolicies(host.workspace);
    assert.equal(shown().canAutoReview, true);
    choose(null, { reviewer: 'auto_review' });
    await host.send(null, 'command');
    const thread = await host.until(ended(1, 'completed'));
    assert.equal(shown().isAutoReview, true);
    assert.equal(host.asked.length, 0);
    assert.equal(exists('touched.txt'), false);
    const command = lastItem(host.store.getState(), 'commandExecution');
    assert.equal(command?.status, 'declined');
    const [review] = thread.autoReviews;
    assert.ok(review);
    assert.equal(review.targetItemId, command.id);
    assert.deepEqual([review.review.status, review.review.rationale], ['denied', 'Too risky.']);
    assert.deepEqual(thread.notices, [], 'the line says what the warning would repeat');

    await host.threads.approveDenied(thread.id, review.reviewId);
    assert.equal(onlyThread(host.store.getState())?.autoReviews[0]?.overridden, true);
    await host.threads.approveDenied(thread.id, review.reviewId);
    assert.equal(host.wire('out', 'thread/approveGuardianDeniedAction').length, 1);
    await host.send(thread.id, 'talk');
    await host.until(ended(2, 'completed'));
    assert.match(JSON.stringify(host.model.requests.at(-1)?.body), /manually approved a specific action/);
  });
});
