import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { storedOutbox } from '../../../src/shared/outbox/storedOutbox.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { fakeMcpServerTables } from '../../support/mcpServer.ts';
import {
  commandCall,
  completed,
  functionCall,
  message,
  patchCall,
  type ScriptStep,
} from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { listOf, rowsWhen, titles } from './listing.ts';
import { endless } from './steps.ts';
import { ended, transcript } from './transcript.ts';

const mcpTables = fakeMcpServerTables();

const calls: Readonly<Record<string, () => ScriptStep>> = {
  Escalate: () => commandCall({ cmd: 'touch escalated.txt', sandbox_permissions: 'require_escalated' }),
  Write: () => commandCall({ cmd: 'touch written.txt' }),
  Patch: () => patchCall('*** Begin Patch\n*** Add File: patched.txt\n+text\n*** End Patch'),
  Tool: () => functionCall('echo', { text: 'hello' }, { namespace: 'mcp__fake' }),
};

const script: ModelScript = (request) => {
  const call = request.toolOutputs.length === 0 ? calls[request.lastUserText] : undefined;
  if (call) return [call(), completed()];
  if (request.lastUserText === 'Talk') return endless('Half a sen', request);
  return [...message(`Echo: ${request.lastUserText}`), completed()];
};

async function rolloutFiles({ codexHome }: HostHarness): Promise<string[]> {
  const all = await readdir(codexHome, { recursive: true });
  return all.filter((file) => /rollout-.*\.jsonl/.test(file)).sort();
}

describe('A side question with the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  async function oneTurn(): Promise<string> {
    await host.send(null, 'One');
    return (await host.until(ended(1, 'completed'))).id;
  }

  /** Sends a message to the side question, and resolves when its turn has ended. */
  async function ask(asideId: string, text: string, turns: number): Promise<void> {
    await host.send(asideId, text);
    await host.until(({ threads }) => {
      const known = threads[asideId]?.turns ?? [];
      return known.length === turns && known.at(-1)?.status === 'completed';
    });
  }

  it('knows the thread, and leaves no trace', async () => {
    host = await startHostHarness({ script });
    const id = await oneTurn();
    const list = listOf(host);
    await rowsWhen(list, (rows) => rows.length === 1);
    const filesBefore = await rolloutFiles(host);
    const before = host.store.getState();

    const asideId = await host.threads.forkAside(id);
    await host.threads.open(asideId);
    assert.equal(host.store.getState().threads[asideId]?.history, 'complete');
    await ask(asideId, 'Why?', 1);
    assert.match(JSON.stringify(host.model.requests.at(-1)?.body), /Echo: One/);
    await host.send(asideId, 'Talk');
    await host.until(({ threads }) => transcript(threads[asideId]).includes('codex: Half a sen (open)'));
    const entry = {
      clientId: 'c',
      threadId: asideId,
      draftKey: '',
      text: 'x',
      status: 'failed',
      error: null,
      isHeld: false,
    } as const;
    assert.deepEqual(storedOutbox([entry], host.store.getState().summaries), []);
    assert.deepEqual(storedOutbox([{ ...entry, threadId: id }], host.store.getState().summaries).length, 1);

    await host.threads.endAside(asideId);
    assert.deepEqual(host.wire('out', 'thread/unsubscribe').length, 1);
    await list.refresh();
    assert.deepEqual(titles(list.rows), ['One']);
    list.dispose();
    assert.deepEqual(await rolloutFiles(host), filesBefore);
    const after = host.store.getState();
    for (const part of [
      'summaries',
      'threads',
      'threadSettings',
      'policy',
      'outbox',
      'checkpoints',
      'unread',
    ] as const)
      assert.deepEqual(after[part], before[part], part);
    // What it said is nowhere, and the thread goes on.
    await host.send(id, 'Two');
    const thread = await host.until(ended(2, 'completed'));
    assert.equal(transcript(thread).length, 4);
    assert.doesNotMatch(JSON.stringify(host.model.requests.at(-1)?.body), /Why\?/);
  });

  it('writes nothing and asks nothing, whatever is chosen for the thread', async () => {
    host = await startHostHarness({ script, configTables: mcpTables });
    const id = await oneTurn();
    host.store.dispatch([
      {
        method: 'host/policyChosen',
        params: { threadId: id, choice: { mode: 'fullAccess' }, remember: true },
      },
    ]);
    const asideId = await host.threads.forkAside(id);
    host.store.dispatch([
      {
        method: 'host/policyChosen',
        params: { threadId: asideId, choice: { mode: 'fullAccess' }, remember: false },
      },
    ]);
    for (const [index, prompt] of Object.keys(calls).entries()) await ask(asideId, prompt, index + 1);
    for (const name of ['escalated.txt', 'written.txt', 'patched.txt'])
      assert.equal(existsSync(path.join(host.workspace, name)), false, name);
    assert.deepEqual(host.asked, []);
    assert.doesNotMatch(host.model.requests.at(-1)?.toolOutputs[0]?.output ?? '', /echo: hello/);
  });

  it('can be asked while the thread runs, once a turn has ended', async () => {
    host = await startHostHarness({ script });
    await host.send(null, 'Talk');
    // An interrupt before codex has taken the message would give that back.
    const { id } = await host.until(
      ({ threads, outbox }) =>
        outbox.length === 0 && Object.values(threads).find(({ turns }) => turns.length === 1),
    );
    await assert.rejects(host.threads.forkAside(id), /once a turn of the thread has ended/);
    await host.threads.interrupt(id);
    await host.until(ended(1, 'interrupted'));
    await host.send(id, 'Two');
    await host.until(ended(2, 'completed'));
    await host.send(id, 'Talk');
    await host.until(({ threads }) => transcript(threads[id]).at(-1) === 'codex: Half a sen (open)');
    const asideId = await host.threads.forkAside(id);
    await ask(asideId, 'Beside', 1);
    const input = JSON.stringify(host.model.requests.at(-1)?.body['input']);
    assert.match(input, /Echo: Two/);
    assert.equal(input.match(/Talk/g)?.length, 1, 'the running turn is not in it');
    assert.equal(host.store.getState().threads[id]?.turns.at(-1)?.status, 'inProgress');
    await host.threads.endAside(asideId);
  });

  it('takes a message that failed when it is retried', async () => {
    host = await startHostHarness({ script });
    const asideId = await host.threads.forkAside(await oneTurn());
    // Without a running turn it waits for the person.
    await host.outbox.steer(asideId, 'Too late');
    const [failed] = host.store.getState().outbox;
    assert.equal(failed?.status, 'failed');
    await host.retry(failed.clientId);
    await host.until(({ threads, outbox }) => {
      return outbox.length === 0 && transcript(threads[asideId]).includes('codex: Echo: Too late');
    });
  });

  it('ends with its codex: what is said then is kept as failed, and starts no other thread', async () => {
    host = await startHostHarness({ script });
    const id = await oneTurn();
    const asideId = await host.threads.forkAside(id);
    (await host.findServer())();
    await host.until(({ server }) => server.kind === 'failed');
    await host.send(asideId, 'Still there?');
    const [entry] = host.store.getState().outbox;
    assert.equal(entry?.status, 'failed');
    assert.match(entry.error ?? '', /ended with the Codex/);
    assert.equal(Object.keys(host.store.getState().threads).length, 2);
    await host.threads.endAside(asideId);
    assert.deepEqual(host.store.getState().outbox, []);
  });
});
