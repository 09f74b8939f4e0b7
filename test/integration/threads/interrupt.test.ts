import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { commandCall, completed, message } from '../../support/responseEvents.ts';
import { endless } from './steps.ts';
import { ended, lastItem, onlyThread, transcript } from './transcript.ts';

describe('Interrupting with the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  it('stops a stream, keeps what came, and takes the next message', async () => {
    host = await startHostHarness({
      script: (request) =>
        request.lastUserText === 'Talk'
          ? endless('Half a sen', request)
          : [...message('Here again.'), completed()],
    });
    await host.send(null, 'Talk');
    const { id } = await host.until((state) => {
      const thread = onlyThread(state);
      return transcript(thread).includes('codex: Half a sen (open)') && thread;
    });
    const asked = host.threads.interrupt(id);
    const turnId = onlyThread(host.store.getState())?.turns[0]?.id;
    assert.deepEqual(host.store.getState().stopping, [turnId]);
    await Promise.all([asked, host.threads.interrupt(id)]);
    const thread = await host.until(ended(1, 'interrupted'));
    assert.equal(host.wire('out', 'turn/interrupt').length, 1, 'a second click asks nothing');
    assert.deepEqual(transcript(thread), ['user: Talk', 'codex: Half a sen (interrupted)']);
    assert.deepEqual(host.store.getState().stopping, []);

    await host.send(id, 'And now?');
    const next = await host.until(ended(2, 'completed'));
    assert.deepEqual(transcript(next).slice(2), ['user: And now?', 'codex: Here again.']);
  });

  it('takes a pending approval away, declined', async () => {
    host = await startHostHarness({
      script: ({ toolOutputs }) =>
        toolOutputs.length === 0
          ? [commandCall({ cmd: 'touch never.txt', sandbox_permissions: 'require_escalated' }), completed()]
          : [...message('Not reached.'), completed()],
    });
    await host.send(null, 'Touch it');
    const approval = await host.until(({ approvals }) => approvals[0]);
    await host.threads.interrupt(approval.threadId);
    const thread = await host.until(ended(1, 'interrupted'));
    assert.deepEqual(host.store.getState().approvals, []);
    assert.deepEqual(await host.asked[0]?.result, { decision: 'decline' });
    assert.equal(host.broker.answer(approval.id, 'accept'), false, 'a late click does nothing');
    assert.deepEqual(transcript(thread), ['user: Touch it']);
    assert.notEqual(lastItem(host.store.getState(), 'commandExecution')?.status, 'completed');
    assert.ok(thread.turns[0]?.items.every(({ progress }) => progress !== 'open'));
    assert.equal(existsSync(path.join(host.workspace, 'never.txt')), false);
  });

  it('does not lose a message that waited for the interrupted turn', async () => {
    host = await startHostHarness({
      script: ({ lastUserText, toolOutputs }) =>
        lastUserText === 'Touch it' && toolOutputs.length === 0
          ? [commandCall({ cmd: 'touch never.txt', sandbox_permissions: 'require_escalated' }), completed()]
          : [...message(`Echo: ${lastUserText}`), completed()],
    });
    await host.send(null, 'Touch it');
    const { threadId } = await host.until(({ approvals }) => approvals[0]);
    // A steer waits for the approval, and is echoed after it.
    await host.send(threadId, 'Also this', 'steer');
    await host.threads.interrupt(threadId);
    await host.until(ended(1, 'interrupted'));
    const entry = await host.until(({ outbox }) => outbox.find(({ status }) => status === 'queued'), 3000);
    assert.equal(entry.text, 'Also this');
    assert.match(entry.error ?? '', /turn ended before/);
    assert.equal(host.store.getState().queuePauses[threadId], 'interrupted');
    host.queue.resume(threadId);
    const thread = await host.until(ended(2, 'completed'));
    assert.deepEqual(transcript(thread).slice(1), ['user: Also this', 'codex: Echo: Also this']);
    assert.deepEqual(host.store.getState().outbox, []);
  });
});
