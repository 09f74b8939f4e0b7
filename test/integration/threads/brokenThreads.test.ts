import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, describe, it } from 'mocha';
import { UserError } from '../../../src/errors.ts';
import { createThreadAdmin } from '../../../src/threads/threadAdmin.ts';
import { threadProblemOf, type ThreadProblem } from '../../../src/threads/threadProblem.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { completed, message } from '../../support/responseEvents.ts';
import { haveTitles, listOf, rowsWhen } from './listing.ts';

/** Makes a thread of a codex that stores its history in a way this one does not know. */
async function writeAsNewer(file: string): Promise<void> {
  const [head = '', ...rest] = (await readFile(file, 'utf8')).split('\n');
  const line = JSON.parse(head) as { payload: Record<string, unknown> };
  const payload = { ...line.payload, history_mode: 'quantum', cli_version: '9.0.0' };
  await writeFile(file, [JSON.stringify({ ...line, payload }), ...rest].join('\n'));
}

const cases: readonly {
  readonly problem: ThreadProblem;
  readonly says: RegExp;
  spoil(file: string): Promise<void>;
}[] = [
  { problem: 'missing', says: /does not find the file/, spoil: (file) => rm(file) },
  {
    problem: 'unreadable',
    says: /damaged/,
    spoil: (file) => writeFile(file, '\u0000\u0001 not a rollout\n{broken'),
  },
  { problem: 'unreadable', says: /damaged/, spoil: (file) => writeFile(file, '') },
  { problem: 'newer', says: /newer version of Codex/, spoil: writeAsNewer },
];

describe('Threads that cannot be read, with the real codex', () => {
  const hosts: HostHarness[] = [];
  const start = async (beside?: HostHarness): Promise<HostHarness> => {
    const script = ({ lastUserText }: { lastUserText: string }) => [
      ...message(`Echo: ${lastUserText}`),
      completed(),
    ];
    const host = await startHostHarness({ script, ...(beside && { beside }) });
    hosts.unshift(host);
    return host;
  };
  const run = async (host: HostHarness, text: string): Promise<string> => {
    const id = await host.threads.start(host.workspace);
    await host.threads.send(id, text, text);
    await host.until((state) => state.threads[id]?.turns.at(-1)?.status === 'completed');
    return id;
  };
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
  });

  for (const [index, { problem, says, spoil }] of cases.entries())
    it(`say so and harm nothing else: ${problem} (${index + 1})`, async () => {
      const writer = await start();
      const [broken, good] = [await run(writer, 'Broken'), await run(writer, 'Good')];
      const { path } = await createThreadAdmin(writer.supervisor, writer.threads).read(broken);
      assert.ok(path);
      await writer.supervisor.stop();
      await spoil(path);

      const host = await start(writer);
      const admin = createThreadAdmin(host.supervisor, host.threads);
      const list = listOf(host);
      await rowsWhen(list, (rows) => rows.some(({ id }) => id === good));
      assert.equal(list.error, undefined);
      await host.threads.open(broken);
      const opened = host.store.getState().threads[broken];
      assert.equal(opened?.history, 'failed');
      assert.match(opened.historyError ?? '', says);
      await assert.rejects(
        admin.readTurns(broken),
        (error) => error instanceof UserError && threadProblemOf(error) === problem,
      );

      await host.threads.open(good);
      assert.equal(host.store.getState().threads[good]?.history, 'complete');
      await host.send(good, 'Still fine');
      await host.until((state) => state.threads[good]?.turns[1]?.status === 'completed');
      await list.refresh();
      assert.equal(list.error, undefined);
      list.dispose();
    });

  it('say that another process writes to them, and can be read, renamed and forked all the same', async () => {
    const writer = await start();
    const id = await run(writer, 'Held');
    const host = await start(writer);
    const admin = createThreadAdmin(host.supervisor, host.threads);
    const list = listOf(host);
    await rowsWhen(list, haveTitles('Held'));
    for (const refused of [admin.archive(id), admin.remove(id)])
      await assert.rejects(
        refused,
        (error) => error instanceof UserError && /Another Codex process/.test(error.message),
      );
    assert.equal((await admin.readTurns(id)).length, 1);
    await admin.rename(id, 'Renamed');
    await rowsWhen(list, haveTitles('Renamed'));
    const fork = await admin.fork(id);
    await host.send(fork, 'In the fork');
    await host.until((state) => state.threads[fork]?.turns.at(-1)?.status === 'completed');
    await writer.send(id, 'In the source');
    await writer.until((state) => state.threads[id]?.turns[1]?.status === 'completed');
    list.dispose();
  });

  it('say that they are archived when a message is sent to them, until they are brought back', async () => {
    const host = await start();
    const id = await run(host, 'Put away');
    const admin = createThreadAdmin(host.supervisor, host.threads);
    await admin.archive(id);
    await host.until((state) => state.summaries[id] === undefined);
    await host.threads.open(id);
    assert.equal(host.store.getState().threads[id]?.history, 'complete');
    await assert.rejects(host.threads.send(id, 'Go on', 'c'), /archived\. Unarchive it/);
    await admin.unarchive(id);
    await host.threads.send(id, 'Go on', 'd');
    await host.until((state) => state.threads[id]?.turns[1]?.status === 'completed');
  });
});
