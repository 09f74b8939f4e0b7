import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { createThreadAdmin } from '../../../src/threads/threadAdmin.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { completed, message } from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { endless } from './steps.ts';
import { ended, transcript } from './transcript.ts';

const script: ModelScript = (request) =>
  request.lastUserText === 'Talk'
    ? endless('Half a sen', request)
    : [...message(`Echo: ${request.lastUserText}`), completed()];

/** The ids of a thread's turns. */
function turnIds(host: HostHarness, threadId: string): readonly string[] {
  return host.store.getState().threads[threadId]?.turns.map(({ id }) => id) ?? [];
}

describe('Forks before a turn with the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  /** A thread of two turns. */
  async function twoTurns(): Promise<string> {
    await host.send(null, 'One');
    const { id } = await host.until(ended(1, 'completed'));
    await host.send(id, 'Two');
    await host.until(ended(2, 'completed'));
    return id;
  }

  /** Sends a message to a fork, and resolves with its transcript when the answer is there. */
  async function answered(forkId: string, text: string): Promise<string[]> {
    await host.send(forkId, text);
    return host.until(({ threads }) => {
      const lines = transcript(threads[forkId]);
      return lines.includes(`codex: Echo: ${text}`) && lines;
    });
  }

  it('have the turns before it', async () => {
    host = await startHostHarness({ script });
    const id = await twoTurns();
    const forkId = await host.threads.fork(id, { beforeTurnId: turnIds(host, id)[1] ?? '' });
    await host.threads.open(forkId);
    assert.deepEqual(await answered(forkId, 'Other'), [
      'user: One',
      'codex: Echo: One',
      'user: Other',
      'codex: Echo: Other',
    ]);
    assert.deepEqual(transcript(host.store.getState().threads[id]).slice(2), [
      'user: Two',
      'codex: Echo: Two',
    ]);
  });

  it('are empty threads of the same folder before the first turn', async () => {
    host = await startHostHarness({ script });
    const id = await twoTurns();
    const forkId = await host.threads.fork(id, { beforeTurnId: turnIds(host, id)[0] ?? '' });
    await host.threads.open(forkId);
    const { threads, summaries } = host.store.getState();
    assert.deepEqual([threads[forkId]?.turns, threads[forkId]?.history], [[], 'complete']);
    assert.equal(summaries[forkId]?.cwd, summaries[id]?.cwd);
    assert.deepEqual(await answered(forkId, 'Another first'), [
      'user: Another first',
      'codex: Echo: Another first',
    ]);
    assert.equal(host.store.getState().summaries[forkId]?.preview, 'Another first');
    const input = JSON.stringify(host.model.requests.at(-1)?.body['input']);
    assert.doesNotMatch(input, /Echo: One/);
  });

  it('are left like other threads, also those that a list made', async () => {
    host = await startHostHarness({ script });
    const id = await twoTurns();
    const admin = createThreadAdmin(host.supervisor, host.threads);
    const forks = [
      await admin.fork(id),
      await admin.fork(id, turnIds(host, id)[0]),
      await host.threads.fork(id, { beforeTurnId: turnIds(host, id)[1] ?? '' }),
    ];
    for (const forkId of forks) await host.threads.unload(forkId);
    assert.deepEqual(
      host.wire('out', 'thread/unsubscribe').map(({ params }) => params?.threadId),
      forks,
    );
  });

  it('can be made while the thread runs, of the running turn too', async () => {
    host = await startHostHarness({ script });
    const id = await twoTurns();
    await host.send(id, 'Talk');
    await host.until(({ threads }) => transcript(threads[id]).includes('codex: Half a sen (open)'));
    const ids = turnIds(host, id);
    for (const [place, count] of [
      [1, 2],
      [2, 4],
    ] as const) {
      const forkId = await host.threads.fork(id, { beforeTurnId: ids[place] ?? '' });
      await host.threads.open(forkId);
      assert.equal(transcript(host.store.getState().threads[forkId]).length, count);
      assert.equal((await answered(forkId, `In fork ${place}`)).length, count + 2);
    }
    assert.equal(host.store.getState().threads[id]?.turns[2]?.status, 'inProgress');
  });
});

describe('A turn whose codex was killed', () => {
  let host: HostHarness;
  let later: HostHarness | undefined;
  afterEach(async () => {
    await later?.stop();
    await host.stop();
  });

  it('is interrupted when the thread is read again, and the thread goes on', async () => {
    host = await startHostHarness({ script });
    await host.send(null, 'Talk');
    const { id } = await host.until(({ threads }) =>
      Object.values(threads).find((thread) => transcript(thread).includes('codex: Half a sen (open)')),
    );
    (await host.findServer())();
    await host.until(({ server }) => server.kind === 'failed');

    later = await startHostHarness({ script, beside: host });
    await later.threads.open(id);
    const read = later.store.getState();
    assert.equal(read.threads[id]?.history, 'complete');
    assert.deepEqual(
      read.threads[id]?.turns.map(({ status }) => status),
      ['interrupted'],
    );
    // Nothing is open: the message that streamed was never stored.
    assert.deepEqual(transcript(read.threads[id]), ['user: Talk']);
    await later.send(id, 'Continue where you left off.');
    const thread = await later.until(ended(2, 'completed'));
    assert.deepEqual(transcript(thread), [
      'user: Talk',
      'user: Continue where you left off.',
      'codex: Echo: Continue where you left off.',
    ]);
  });
});
