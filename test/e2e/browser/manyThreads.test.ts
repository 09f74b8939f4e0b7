import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { assertChatMessages } from '../../support/assertChatMessages.ts';
import { repositoryRoot } from '../../support/cache.ts';
import { assertGolden } from '../../support/golden.ts';
import { fakeMcpServerTables } from '../../support/mcpServer.ts';
import {
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { textInput } from '../../support/textInput.ts';
import { newThread } from '../asking.ts';
import { useFixture } from '../fixture.ts';
import { runCodexExec, startOtherCodex } from '../seedThreads.ts';
import { threadsTree } from '../threadsTree.ts';
import { runCommand, saveAs } from '../workbench.ts';

const oldest = process.env.CODEX_CHAT_TEST_OLDEST === '1';
/** The smallest picture there is. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const fixturesDir = path.join(repositoryRoot, 'test', 'fixtures');

describe('many threads', () => {
  const fixture = useFixture({ configTables: fakeMcpServerTables() });
  const dirs = createTempDirs();
  const { open: openTree, rows, pressTitle, choose, rename, dialogButton } = threadsTree(fixture);
  /** The second folder, which is not the window's. */
  let elsewhere = '';
  let everyItem = '';
  after(() => dirs.remove());

  const names = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `Thread ${from + index}`);
  /** The titles of the threads in the view, whatever their order: what happens within a second has none. */
  const titles = async (): Promise<string[]> => {
    const labels = await rows().evaluateAll((found) =>
      found
        .filter((row) => row.getAttribute('aria-level') === '2')
        .map((row) => row.getAttribute('aria-label')?.split(',')[0] ?? ''),
    );
    return labels.sort();
  };
  /** How many threads there are in the only group, also of those that are scrolled out of view. */
  const count = async (): Promise<number> => {
    const row = rows().and(fixture.page.locator('[aria-level="2"]')).first();
    return Number(await row.getAttribute('aria-setsize'));
  };

  /** A row of the only group when that has so many threads. */
  const ofGroup = (size: number): Locator =>
    rows()
      .and(fixture.page.locator(`[aria-level="2"][aria-setsize="${size}"]`))
      .first();

  /** A thread with an item of every kind; a message that steers; a turn that is interrupted. */
  async function seedEveryItem(codex: Awaited<ReturnType<typeof startOtherCodex>>): Promise<string> {
    const { client } = codex;
    const image = path.join(elsewhere, 'picture.png');
    await writeFile(image, Buffer.from(picture, 'base64'));
    const free = { approvalPolicy: 'never', sandbox: 'danger-full-access' };
    const threadId = await codex.start(elsewhere, 'Thread 30', free);
    await codex.send(threadId, [textInput(`everything ${image}`), { type: 'localImage', path: image }]);
    const said = (): Promise<unknown> =>
      client.next(
        ({ method, params }) => method === 'item/agentMessage/delta' && params?.threadId === threadId,
      );
    let began = said();
    await codex.send(threadId, 'hold steered', async (turnId) => {
      await began;
      const input = [textInput('And in other words')];
      await client.request('turn/steer', { threadId, expectedTurnId: turnId, input });
      fixture.model.gate('steered').open();
    });
    began = said();
    await codex.send(threadId, 'hold for ever', async (turnId) => {
      await began;
      await client.request('turn/interrupt', { threadId, turnId });
    });
    return threadId;
  }

  before(async function seed() {
    this.timeout(120_000);
    const { demo, page } = fixture;
    elsewhere = await dirs.make('elsewhere');
    await page.setViewportSize({ width: 1280, height: 1900 });
    const codex = await startOtherCodex(demo);
    const execs = ['One of a script', 'Two of a script', 'Three of a script'].map((prompt) =>
      runCodexExec(demo, elsewhere, prompt),
    );
    const there = names(19, 29).map((name) => codex.start(elsewhere, name));
    const here = names(1, 18).map((name) => codex.start(demo.workspace, name));
    everyItem = await seedEveryItem(codex);
    await Promise.all([...here, ...there, ...execs]);
    await codex.client.close();
  });

  it('are those of the workspace, by day', async () => {
    await openTree();
    await rows('Thread 18').waitFor();
    await rows('Today').waitFor();
    assert.deepEqual(await titles(), names(1, 18).sort());
  });

  it('are those of all folders when asked, also of scripts, and can be had by source', async () => {
    const { page } = fixture;
    await pressTitle('Show Threads of All Folders');
    await rows('One of a script').waitFor();
    assert.equal(await count(), 33);
    await runCommand(page, 'Codex Chat: Filter Threads by Source…');
    for (const source of ['Editors', 'The terminal', 'Other programs'])
      await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: source }).click();
    await page.keyboard.press('Enter');
    await rows('Thread 18').waitFor({ state: 'detached' });
    assert.deepEqual(await titles(), ['One of a script', 'Three of a script', 'Two of a script']);
    await runCommand(page, 'Codex Chat: Filter Threads by Source…');
    for (const source of ['Editors', 'The terminal', 'Other programs'])
      await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: source }).click();
    await page.keyboard.press('Enter');
    await rows('Thread 18').waitFor();
  });

  it('are found by their titles and by what was said in them', async () => {
    const { page } = fixture;
    const search = async (words: string): Promise<void> => {
      await pressTitle('Search Threads…');
      await page.locator('.quick-input-widget input.input').fill(words);
      await page.keyboard.press('Enter');
    };
    await rename('Thread 7', 'Notes on OpenAPI');
    await search('on openapi');
    await rows('Thread 8').waitFor({ state: 'detached' });
    await rows('Notes on OpenAPI').waitFor();
    assert.deepEqual(await titles(), ['Notes on OpenAPI']);
    await search('ALL OF IT is done');
    await rows('Thread 30').waitFor();
    assert.deepEqual(await titles(), ['Thread 30']);
    await pressTitle('Clear Thread Search');
    await rows('Thread 8').waitFor();
  });

  it('come page by page', async () => {
    const { page, demo } = fixture;
    const codex = await startOtherCodex(demo);
    const source = { threadId: everyItem, excludeTurns: true };
    await Promise.all(Array.from({ length: 20 }, () => codex.client.request('thread/fork', source)));
    await codex.client.close();
    await pressTitle('Show Threads of This Workspace');
    await rows('One of a script').waitFor({ state: 'detached' });
    await pressTitle('Show Threads of All Folders');
    await ofGroup(50).waitFor();
    await page.getByRole('tree', { name: /^Threads/ }).press('End');
    await rows('Load more…').click();
    await ofGroup(53).waitFor();
    assert.equal(await rows('Load more…').count(), 0);
    await pressTitle('Show Threads of This Workspace');
    await ofGroup(18).waitFor();
  });

  it('are archived, shown as such, and brought back', async () => {
    await choose('Thread 3', 'Archive Thread');
    await rows('Thread 3').waitFor({ state: 'detached' });
    await pressTitle('Show Archived Threads');
    await rows('Thread 3').waitFor();
    assert.deepEqual(await titles(), ['Thread 3']);
    await choose('Thread 3', 'Unarchive Thread');
    await rows('Thread 3').waitFor({ state: 'detached' });
    await pressTitle('Hide Archived Threads');
    await rows('Thread 3').waitFor();
  });

  it('are deleted after a question', async () => {
    await choose('Thread 4', 'Delete Thread…');
    await dialogButton('Delete Permanently').click();
    await rows('Thread 4').waitFor({ state: 'detached' });
    const left = ['Notes on OpenAPI', ...names(1, 18)].filter((name) => !/^Thread (4|7)$/.test(name));
    assert.deepEqual(await titles(), left.sort());
  });

  it('are forked, also at an earlier turn', async () => {
    const { page, panel } = fixture;
    await rows('Thread 5').click();
    await waitForText(panel, 'You said: Thread 5');
    await sendMessage(panel, 'afterwards words');
    await waitForText(panel, 'You said: afterwards words');
    await waitForIdle(panel);
    // Below the heading of its day: rows do not move any more.
    const listed = page.getByRole('tree', { name: /^Threads/ }).getByRole('treeitem');
    await listed
      .nth(1)
      .and(page.getByRole('treeitem', { name: /^Thread 5,/ }))
      .waitFor();
    await choose('Thread 5', 'Fork Thread at a Turn…');
    const picks = page.locator('.quick-input-list .monaco-list-row');
    await picks.filter({ hasText: 'You said: afterwards words' }).waitFor();
    await picks.filter({ hasText: 'You said: Thread 5' }).click();
    await panel.getByText('afterwards words').first().waitFor({ state: 'detached' });
    await waitForText(panel, 'You said: Thread 5');
    await sendMessage(panel, 'other words');
    await waitForText(panel, 'You said: other words');
    await waitForIdle(panel);
    await page
      .getByRole('treeitem', { name: /^Thread 5,/ })
      .nth(1)
      .waitFor();
  });

  it('run at once, with every delta in its own transcript', async () => {
    const { page, panel, model } = fixture;
    const open = (...gates: string[]): void => gates.forEach((name) => model.gate(name).open());
    const shows = async (name: string, ...parts: number[]): Promise<void> => {
      const said = parts.map((part) => `${name}-${part}`).join(' ');
      await waitForText(panel, said);
      const answers = await transcriptRows(panel, 'agentMessage').allInnerTexts();
      assert.equal(answers.length, 1);
      for (const other of ['ant', 'bee', 'cat'])
        if (other !== name) assert.doesNotMatch(answers[0] ?? '', new RegExp(`${other}-`));
    };
    for (const name of ['ant', 'bee', 'cat']) {
      await newThread(fixture);
      await sendMessage(panel, `pieces ${name}`);
      await panelButton(panel, 'Stop').waitFor();
    }
    open('ant-1', 'bee-1', 'cat-1');
    await shows('cat', 1);
    for (const name of ['ant', 'bee', 'cat'])
      await page.getByRole('treeitem', { name: `pieces ${name}, running, Today` }).waitFor();
    open('bee-2', 'ant-2');
    await rows('pieces ant').click();
    await shows('ant', 1, 2);
    open('cat-2', 'ant-3');
    await shows('ant', 1, 2, 3);
    await rows('pieces bee').click();
    await shows('bee', 1, 2);
    open('cat-3', 'bee-3');
    await shows('bee', 1, 2, 3);
    await rows('pieces cat').click();
    await shows('cat', 1, 2, 3);
    await waitForIdle(panel);
    for (const name of ['ant', 'bee', 'cat'])
      await page.getByRole('treeitem', { name: `pieces ${name}, Today` }).waitFor();
  });

  it('are there again after a reload of the window', async () => {
    const { page } = fixture;
    await page.reload();
    const panel = await fixture.findPanel();
    await waitForText(panel, 'cat-1 cat-2 cat-3');
    await openTree();
    await rows('Thread 18').waitFor();
    assert.equal(await count(), 21);
    await rows('pieces ant').click();
    await waitForText(panel, 'ant-1 ant-2 ant-3');
    assert.equal(await panel.getByText('cat-').count(), 0);
  });

  it('are exported as they were, by the same ids each time', async function exporting() {
    if (oldest) this.skip(); // The goldens are of what the pinned codex stores.
    const { page, demo } = fixture;
    await pressTitle('Show Threads of All Folders');
    await ofGroup(50).waitFor();
    await pressTitle('Search Threads…');
    await page.locator('.quick-input-widget input.input').fill('Thread 30');
    await page.keyboard.press('Enter');
    // The thread and its forks.
    await ofGroup(21).waitFor();
    const save = async (action: string, name: string): Promise<string> => {
      await choose('Thread 30', action);
      const file = path.join(demo.workspace, name);
      await saveAs(page, file);
      const text = await readFile(file, 'utf8');
      return text
        .replaceAll(elsewhere, '/elsewhere')
        .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g, 'ID')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
        .replaceAll(/\/[a-z/]*\/(?:ba|z)?sh -lc/g, 'sh -lc');
    };
    const markdown = await save('Export Thread as Markdown', 'export.md');
    const json = await save('Export Thread as Messages JSON', 'first.json');
    assert.equal(await save('Export Thread as Messages JSON', 'second.json'), json);
    const messages: unknown = JSON.parse(json);
    assert.equal(assertChatMessages(messages).length, 5);
    assertGolden(path.join(fixturesDir, 'everyItem.export.golden.json'), {
      markdown: markdown.split('\n'),
      messages,
    });
  });
});
