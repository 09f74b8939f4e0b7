import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import { liveStatusOf } from '../../../src/shared/thread/list/liveStatus.ts';
import { toMarkdown } from '../../../src/shared/thread/export/toMarkdown.ts';
import { toMessages } from '../../../src/shared/thread/export/toMessages.ts';
import { createThreadAdmin } from '../../../src/threads/threadAdmin.ts';
import type { ThreadList } from '../../../src/threads/threadList.ts';
import { threadProblemOf } from '../../../src/threads/threadProblem.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { completed, message } from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { codexExec, everything, haveTitles, listOf, rowsWhen, titles } from './listing.ts';
import { endless } from './steps.ts';

const script: ModelScript = (request) => {
  const { lastUserText } = request;
  if (lastUserText.startsWith('Talk')) return endless('Half a sen', request);
  return [...message(`The answer is ${lastUserText.toLowerCase()}.`), completed()];
};

describe('The list of stored threads with the real codex', () => {
  const hosts: HostHarness[] = [];
  const lists: ThreadList[] = [];
  const dirs = createTempDirs();
  const start = async (beside?: HostHarness): Promise<HostHarness> => {
    const host = await startHostHarness({ script, ...(beside && { beside }) });
    hosts.unshift(host);
    return host;
  };
  const list = (...args: Parameters<typeof listOf>): ThreadList => {
    const made = listOf(...args);
    lists.push(made);
    return made;
  };
  /** A thread in a folder with one message, whose turn has ended. */
  const run = async (host: HostHarness, cwd: string, text: string): Promise<string> => {
    const id = await host.threads.start(cwd);
    await host.threads.send(id, text, text);
    await host.until((state) => state.threads[id]?.turns.at(-1)?.status === 'completed');
    return id;
  };
  afterEach(async () => {
    for (const made of lists.splice(0)) made.dispose();
    for (const host of hosts.splice(0)) await host.stop();
    await dirs.remove();
  });

  it('holds those of the asked folders, whoever started them, page by page', async () => {
    const host = await start();
    const other = await dirs.make('other');
    for (const text of ['One', 'Two', 'Three']) await run(host, host.workspace, text);
    await run(host, other, 'Elsewhere');
    await codexExec(host, other, 'From a script');

    const here = list(host, { cwds: [host.workspace] });
    await rowsWhen(here, haveTitles('One', 'Two', 'Three'));
    const there = list(host, { cwds: [other] });
    const rows = await rowsWhen(there, haveTitles('Elsewhere', 'From a script'));
    assert.equal(rows.find(({ preview }) => preview === 'From a script')?.origin, 'exec');
    assert.equal(rows.find(({ preview }) => preview === 'Elsewhere')?.origin, 'editor');
    await rowsWhen(list(host, { origins: ['exec'] }), haveTitles('From a script'));
    await rowsWhen(list(host, { cwds: [other], origins: ['editor', 'cli'] }), haveTitles('Elsewhere'));
    const both = list(host, { cwds: [host.workspace, other] });
    await rowsWhen(both, haveTitles('One', 'Two', 'Three', 'Elsewhere', 'From a script'));
    const all = list(host);
    await rowsWhen(all, haveTitles('One', 'Two', 'Three', 'Elsewhere', 'From a script'));
    assert.equal(all.hasMore, false);
  });

  it('loads older pages when asked, and keeps them when something happens', async () => {
    const host = await start();
    const oldest = await run(host, host.workspace, 'The oldest');
    for (let index = 0; index < 52; index++) await run(host, host.workspace, `Thread ${index}`);

    const paged = list(host);
    const first = await rowsWhen(paged, (rows) => rows.length === 50);
    assert.equal(paged.hasMore, true);
    await paged.loadMore();
    await rowsWhen(paged, (rows) => rows.length === 53 && rows.some(({ id }) => id === oldest));
    assert.equal(paged.hasMore, false);
    await host.threads.send(first[49]?.id ?? '', 'Again', 'again');
    const rows = await rowsWhen(paged, ([top]) => top?.id === first[49]?.id);
    assert.equal(rows.length, 53);
  });

  it('asks nothing before it is active, and afterwards only when something happened', async () => {
    const host = await start();
    const id = await run(host, host.workspace, 'Hello');
    const asked = (): number => host.wire('out', 'thread/list').length;
    const quiet = list(host);
    quiet.setActive(false);
    await quiet.refresh();
    await run(host, host.workspace, 'Unseen');
    const before = asked();
    quiet.setActive(true);
    await rowsWhen(quiet, haveTitles('Hello', 'Unseen'));
    await quiet.refresh();
    const settled = asked();
    assert.ok(settled > before);
    await createThreadAdmin(host.supervisor, host.threads).rename(id, 'Renamed');
    await rowsWhen(quiet, haveTitles('Renamed', 'Unseen'));
    quiet.setActive(false);
    await quiet.refresh();
    const last = asked();
    await run(host, host.workspace, 'Unseen too');
    assert.equal(asked(), last);
  });

  it('follows renaming, archiving, unarchiving, deleting and forking, of this window and of others', async () => {
    const host = await start();
    const admin = createThreadAdmin(host.supervisor, host.threads);
    const [one, two] = [await run(host, host.workspace, 'One'), await run(host, host.workspace, 'Two')];
    await host.supervisor.stop();
    // A fresh server has loaded none of them, as after a reload of the window.
    const shown = list(host);
    const archived = list(host, { archived: true });
    await rowsWhen(shown, haveTitles('One', 'Two'));

    await admin.rename(one, '  The first  ');
    await rowsWhen(shown, haveTitles('The first', 'Two'));
    assert.equal(host.store.getState().summaries[one]?.status.type, 'notLoaded');
    await admin.archive(two);
    await rowsWhen(shown, haveTitles('The first'));
    await rowsWhen(archived, haveTitles('Two'));
    await admin.unarchive(two);
    await rowsWhen(shown, haveTitles('The first', 'Two'));
    await rowsWhen(archived, haveTitles());

    const fork = await admin.fork(one);
    await host.threads.open(fork);
    const opened = host.store.getState().threads[fork];
    assert.deepEqual([opened?.history, opened?.turns.length], ['complete', 1]);
    await host.threads.send(fork, 'In the fork', 'f');
    await host.until((state) => state.threads[fork]?.turns[1]?.status === 'completed');
    await rowsWhen(shown, (rows) => rows.some(({ id }) => id === fork));
    await assert.rejects(admin.remove(one), (error) => threadProblemOf(error) === 'forked');
    const { path } = await admin.read(two);
    assert.ok(path && existsSync(path));
    await admin.remove(two);
    await rowsWhen(shown, (rows) => rows.length === 2 && rows.every(({ id }) => id !== two));
    assert.equal(existsSync(path), false);

    const other = await start(host);
    await run(other, host.workspace, 'From another window');
    await shown.refresh();
    assert.ok(titles(shown.rows).includes('From another window'));
  });

  it('forks at any turn', async () => {
    const host = await start();
    const admin = createThreadAdmin(host.supervisor, host.threads);
    const id = await run(host, host.workspace, 'First');
    await host.threads.send(id, 'Second', 'second');
    await host.until((state) => state.threads[id]?.turns[1]?.status === 'completed');
    const first = host.store.getState().threads[id]?.turns[0]?.id;
    const fork = await admin.fork(id, first);
    await host.threads.open(fork);
    assert.equal(host.store.getState().threads[fork]?.turns.length, 1);
  });

  it('finds words of titles, and inside transcripts', async () => {
    const host = await start();
    const other = await dirs.make('other');
    const admin = createThreadAdmin(host.supervisor, host.threads);
    const id = await run(host, host.workspace, 'Apples');
    await run(host, host.workspace, 'Pears');
    await run(host, other, 'Apples too');
    await admin.rename(id, 'Fruit');

    const found = list(host, { cwds: [host.workspace], searchTerm: 'fruit' });
    await rowsWhen(found, haveTitles('Fruit'));
    await admin.rename(id, 'All about iFruit and its Trees');
    found.setQuery({ ...everything, cwds: [host.workspace], searchTerm: 'IFRUIT and ITS' });
    await rowsWhen(found, haveTitles('All about iFruit and its Trees'));
    await admin.rename(id, 'Fruit');
    found.setQuery({ ...everything, cwds: [host.workspace], searchTerm: 'ANSWER IS apples' });
    const [inside] = await rowsWhen(found, haveTitles('Fruit'));
    assert.match(inside?.snippet ?? '', /The answer is apples\./);
    found.setQuery({ ...everything, searchTerm: 'answer is' });
    await rowsWhen(found, haveTitles('Fruit', 'Pears', 'Apples too'));
    found.setQuery({ ...everything, searchTerm: 'no such words' });
    await found.refresh();
    assert.deepEqual(found.rows, []);
  });

  it('holds a new thread while its first turn runs, as running', async () => {
    const host = await start();
    const shown = list(host);
    await shown.refresh();
    await host.send(null, 'Talk');
    const [row] = await rowsWhen(shown, haveTitles('Talk'));
    assert.ok(row);
    await host.until((state) => liveStatusOf(state, row.id, row.status, false) === 'running');
    await host.threads.interrupt(row.id);
    await host.until((state) => liveStatusOf(state, row.id, row.status, false) === 'idle');
  });

  it('exports whole threads, page by page', async () => {
    const host = await start();
    const admin = createThreadAdmin(host.supervisor, host.threads);
    const id = await host.threads.start(host.workspace);
    for (let turn = 1; turn <= 52; turn++) {
      await host.threads.send(id, `Message ${turn}`, `m${turn}`);
      await host.until((state) => state.threads[id]?.turns[turn - 1]?.status === 'completed');
    }
    const turns = await admin.readTurns(id);
    assert.equal(host.wire('out', 'thread/turns/list').length, 2);
    const messages = toMessages(turns);
    assert.equal(messages.length, 104);
    assert.deepEqual(messages.at(-1), { role: 'assistant', content: 'The answer is message 52.' });
    const markdown = toMarkdown((await admin.read(id)).summary, turns);
    assert.match(
      markdown,
      /^# Message 1\n[^]*## You\n\nMessage 52\n\n## Codex\n\nThe answer is message 52\.\n$/,
    );
  });
});
