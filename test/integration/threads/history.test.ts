import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { commandCall, completed, message, patchCall, reasoning } from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { endless } from './steps.ts';
import { comparable, ended, onlyThread, transcript } from './transcript.ts';

const script: ModelScript = (request) => {
  const { lastUserText, toolOutputs } = request;
  if (lastUserText === 'Talk') return endless('Half a sen', request);
  if (lastUserText === 'Work' && toolOutputs.length === 0)
    return [
      ...reasoning(['**Looking**\n\nAt the notes.']),
      commandCall({ cmd: 'echo one; echo two >&2', sandbox_permissions: 'require_escalated' }),
      patchCall('*** Begin Patch\n*** Update File: notes.txt\n@@\n-before\n+after\n*** End Patch\n'),
      completed(),
    ];
  return [...message(`Echo: ${lastUserText}`), completed()];
};

describe('Stored history with the real codex', () => {
  const hosts: HostHarness[] = [];
  const start = async (beside?: HostHarness): Promise<HostHarness> => {
    const host = await startHostHarness({ script, decide: () => 'accept', ...(beside && { beside }) });
    hosts.unshift(host);
    return host;
  };
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
  });

  it('shows a thread that another process still writes to, as it looked live', async () => {
    const writer = await start();
    await writeFile(path.join(writer.workspace, 'notes.txt'), 'before\n');
    await writer.send(null, 'Work');
    const { id } = await writer.until(ended(1, 'completed'));
    await writer.send(id, 'Talk');
    await writer.until((state) => transcript(onlyThread(state)).includes('codex: Half a sen (open)'));
    await writer.threads.interrupt(id);
    await writer.until(ended(2, 'interrupted'));
    await writer.send(id, 'Thanks');
    const live = await writer.until(ended(3, 'completed'));

    const reader = await start(writer);
    await reader.threads.open(id);
    const state = reader.store.getState();
    const read = state.threads[id];
    assert.equal(read?.history, 'complete');
    assert.deepEqual(comparable(read.turns), comparable(live.turns));
    const types = read.turns[0]?.items.map(({ item }) => item.type).sort();
    assert.deepEqual(types, ['agentMessage', 'commandExecution', 'fileChange', 'reasoning', 'userMessage']);
    assert.equal(state.summaries[id]?.preview, 'Work');
    assert.equal(reader.wire('out', 'thread/resume').length, 0, 'the writer lock is not taken');
    assert.equal(reader.wire('out', 'thread/read').length, 1);

    await reader.threads.open(id);
    assert.equal(reader.wire('out', 'thread/read').length, 1, 'complete history is not read again');

    await reader.send(id, 'From here');
    const [refused] = reader.store.getState().outbox;
    assert.equal(refused?.status, 'failed');
    assert.match(refused.error ?? '', /Another Codex process/);
    await writer.supervisor.stop();
    await reader.retry(refused.clientId);
    const thread = await reader.until(ended(4, 'completed'));
    assert.deepEqual(transcript(thread).slice(-2), ['user: From here', 'codex: Echo: From here']);
    assert.deepEqual(reader.store.getState().outbox, []);
  });

  it('says that history is partial when there are more turns than one page has', async () => {
    const writer = await start();
    const id = await writer.threads.start(writer.workspace);
    for (let turn = 1; turn <= 11; turn++) {
      await writer.send(id, `Message ${turn}`);
      await writer.until(ended(turn, 'completed'));
    }
    const reader = await start(writer);
    await reader.threads.open(id);
    const read = onlyThread(reader.store.getState());
    assert.equal(read?.history, 'partial');
    assert.equal(read.turns.length, 10);
    const lines = transcript(read);
    assert.deepEqual([lines[0], lines.at(-1)], ['user: Message 2', 'codex: Echo: Message 11']);
    assert.equal(onlyThread(writer.store.getState())?.history, 'complete');
    await reader.threads.loadOlder(id);
    const whole = onlyThread(reader.store.getState());
    assert.equal(whole?.history, 'complete');
    assert.deepEqual(comparable(whole.turns), comparable(onlyThread(writer.store.getState())?.turns ?? []));
  });

  it('shows that an unknown thread cannot be opened', async () => {
    const host = await start();
    const id = '0193a1b2-0000-7000-8000-000000000000';
    await host.threads.open(id);
    const thread = host.store.getState().threads[id];
    assert.equal(thread?.history, 'failed');
    assert.match(thread.historyError ?? '', new RegExp(id));
  });

  it('restores unsent messages as failed', async () => {
    const writer = await start();
    const entry = {
      clientId: 'old',
      threadId: null,
      text: 'Hello',
      status: 'sending',
      error: null,
      draftKey: 'd',
      isHeld: false,
    } as const;
    const host = await startHostHarness({ script, beside: writer, stored: [entry] });
    hosts.unshift(host);
    const [restored] = host.store.getState().outbox;
    assert.equal(restored?.status, 'failed');
    assert.ok(restored.error);
    await host.retry('old');
    const thread = await host.until(ended(1, 'completed'));
    assert.deepEqual(transcript(thread), ['user: Hello', 'codex: Echo: Hello']);
    assert.deepEqual(host.stored(), []);
  });
});
