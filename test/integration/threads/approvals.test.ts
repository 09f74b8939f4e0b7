import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import {
  commandCall,
  completed,
  message,
  patchCall,
  type ResponseEvent,
} from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { ended, lastItem, transcript } from './transcript.ts';

function callThenText(call: () => ResponseEvent): ModelScript {
  return function* ({ toolOutputs }) {
    if (toolOutputs.length === 0) yield call();
    else yield* message('Went on.');
    yield completed();
  };
}

const touch = callThenText(() =>
  commandCall({
    cmd: 'printf done | tee touched.txt',
    sandbox_permissions: 'require_escalated',
    justification: 'It must write.',
  }),
);

const patch = callThenText(() =>
  patchCall('*** Begin Patch\n*** Update File: notes.txt\n@@\n-before\n+after\n*** End Patch\n'),
);

describe('Approvals with the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  const firstApproval = () => host.until(({ approvals }) => approvals[0]);

  it('runs an accepted command; the request has the id 0', async () => {
    host = await startHostHarness({ script: touch });
    await host.send(null, 'Touch it');
    const approval = await firstApproval();
    assert.ok(approval.kind === 'commandExecution');
    assert.equal(approval.requestId, 0);
    assert.equal(approval.status, 'pending');
    assert.equal(approval.request.reason, 'It must write.');
    assert.match(approval.command ?? '', /tee touched\.txt/);
    assert.equal(approval.cwd, host.workspace);
    // The item that the card refers to is in the state before the card is.
    const item = lastItem(host.store.getState(), 'commandExecution');
    assert.deepEqual([item?.id, item?.status], [approval.itemId, 'inProgress']);
    await host.until(({ summaries }) =>
      Object.values(summaries).some(
        ({ status }) => status.type === 'active' && status.activeFlags.includes('waitingOnApproval'),
      ),
    );
    assert.equal(
      existsSync(path.join(host.workspace, 'touched.txt')),
      false,
      'nothing runs before the answer',
    );

    assert.equal(host.broker.answer(approval.id, 'accept'), true);
    assert.deepEqual(
      host.store.getState().approvals.map(({ status, answeredOptionId }) => [status, answeredOptionId]),
      [['answering', 'accept']],
    );
    assert.equal(host.broker.answer(approval.id, 'decline'), false, 'the first answer wins');
    const thread = await host.until(ended(1, 'completed'));
    assert.deepEqual(host.store.getState().approvals, []);
    assert.deepEqual(transcript(thread), ['user: Touch it', 'codex: Went on.']);
    const ran = lastItem(host.store.getState(), 'commandExecution');
    assert.deepEqual([ran?.status, ran?.exitCode], ['completed', 0]);
    assert.equal(await readFile(path.join(host.workspace, 'touched.txt'), 'utf8'), 'done');
    assert.equal(host.asked[0]?.requestId, 0);
    assert.deepEqual(await host.asked[0].result, { decision: 'accept' });
  });

  it('does not run a declined command, and goes on', async () => {
    host = await startHostHarness({ script: touch, decide: () => 'decline' });
    await host.send(null, 'Touch it');
    const thread = await host.until(ended(1, 'completed'));
    assert.deepEqual(transcript(thread), ['user: Touch it', 'codex: Went on.']);
    assert.equal(lastItem(host.store.getState(), 'commandExecution')?.status, 'declined');
    assert.deepEqual(host.store.getState().approvals, []);
    assert.equal(existsSync(path.join(host.workspace, 'touched.txt')), false);
  });

  it('ends the turn when a command is answered with cancel', async () => {
    host = await startHostHarness({ script: touch, decide: () => 'cancel' });
    await host.send(null, 'Touch it');
    const thread = await host.until(ended(1, 'interrupted'));
    assert.deepEqual(transcript(thread), ['user: Touch it']);
    assert.ok(thread.turns[0]?.items.every(({ progress }) => progress !== 'open'));
    assert.deepEqual(host.store.getState().approvals, []);
    assert.equal(existsSync(path.join(host.workspace, 'touched.txt')), false);
    assert.deepEqual(await host.asked[0]?.result, { decision: 'cancel' });
  });

  it('writes an accepted change to the disk', async () => {
    host = await startHostHarness({ script: patch });
    const file = path.join(host.workspace, 'notes.txt');
    await writeFile(file, 'before\n');
    await host.send(null, 'Change it');
    const approval = await firstApproval();
    assert.ok(approval.kind === 'fileChange');
    const item = lastItem(host.store.getState(), 'fileChange');
    assert.equal(item?.id, approval.itemId);
    assert.deepEqual(approval.changes, item.changes);
    assert.deepEqual(
      item.changes.map((change) => change.path),
      [file],
    );
    assert.match(item.changes[0]?.diff ?? '', /^-before$[^]*^\+after$/m);
    assert.equal(await readFile(file, 'utf8'), 'before\n');

    host.broker.answer(approval.id, 'accept');
    const thread = await host.until(ended(1, 'completed'));
    assert.deepEqual(transcript(thread), ['user: Change it', 'codex: Went on.']);
    assert.equal(lastItem(host.store.getState(), 'fileChange')?.status, 'completed');
    assert.equal(await readFile(file, 'utf8'), 'after\n');
    assert.deepEqual(host.store.getState().approvals, []);
  });

  it('leaves the disk alone when a change is declined, and goes on', async () => {
    host = await startHostHarness({ script: patch, decide: () => 'decline' });
    const file = path.join(host.workspace, 'notes.txt');
    await writeFile(file, 'before\n');
    await host.send(null, 'Change it');
    const thread = await host.until(ended(1, 'completed'));
    assert.deepEqual(transcript(thread), ['user: Change it', 'codex: Went on.']);
    assert.equal(lastItem(host.store.getState(), 'fileChange')?.status, 'declined');
    assert.equal(await readFile(file, 'utf8'), 'before\n');
    assert.deepEqual(host.store.getState().approvals, []);
  });
});
