import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { before, describe, it } from 'mocha';
import {
  messageBox,
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { codexProcesses } from '../codexProcesses.ts';
import { newThread } from '../asking.ts';
import { useFixture } from '../fixture.ts';
import { startOtherCodex } from '../seedThreads.ts';
import { threadsTree } from '../threadsTree.ts';
import { runCommand, tabs } from '../workbench.ts';

const hostileName =
  'Line one\nline two [link](command:workbench.action.files.newUntitledFile) $(zap) **bold** \u202Etxt';
/** How it is shown: on one line, what would hide written out, and nothing drawn. */
const shownName =
  'Line one line two [link](command:workbench.action.files.newUntitledFile) $(zap) **bold** ⟨U+202E⟩txt';
const longName = 'ab'.repeat(5000);

describe('threads that something is wrong with', () => {
  const fixture = useFixture();
  const { open: openTree, rows, choose, rename, dialogButton, pressTitle } = threadsTree(fixture);
  const ids: Record<string, string> = {};
  const files: Record<string, string> = {};

  before(async function seed() {
    this.timeout(120_000);
    const { demo, page } = fixture;
    await page.setViewportSize({ width: 1280, height: 1100 });
    const { client, start } = await startOtherCodex(demo);
    const titles = ['Hostile', 'Long', 'Gone', 'Broken', 'Sound'];
    await Promise.all(
      titles.map(async (title) => {
        const threadId = await start(demo.workspace, title);
        const { thread } = (await client.request('thread/read', { threadId })) as {
          thread: { path: string };
        };
        ids[title] = threadId;
        files[title] = thread.path;
      }),
    );
    await client.request('thread/name/set', { threadId: ids.Hostile, name: hostileName });
    await client.request('thread/name/set', { threadId: ids.Long, name: longName });
    await client.close();
    await openTree();
    await rows('Sound').waitFor();
  });

  it('have names that are text, whatever they look like', async () => {
    const { page, panel } = fixture;
    const row = rows('Line one');
    assert.match((await row.textContent())?.replaceAll('\u00A0', ' ') ?? '', /^.*Line one line two/s);
    assert.ok((await row.getAttribute('aria-label'))?.startsWith(shownName));
    assert.equal(await row.locator('a[href], .codicon-zap, strong').count(), 0);
    await choose('Line one', 'Delete Thread…');
    const dialog = page.getByRole('dialog').filter({ hasText: 'Delete the thread' });
    await dialog.getByText(shownName).waitFor();
    const message = dialog.locator('.dialog-message-text');
    assert.equal(await message.count(), 1);
    assert.equal(await message.locator('a, .codicon-zap, strong').count(), 0);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await panelButton(panel, 'Threads').click();
    const pick = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Line one' });
    await pick.getByText('$(zap)').waitFor();
    assert.equal(await pick.locator('a[href], .codicon-zap, strong').count(), 0);
    await page.keyboard.press('Escape');
    await row.click();
    await waitForText(panel, 'You said: Hostile');
    assert.equal(await panel.locator('.codicon-zap, header strong').count(), 0);
  });

  it('have names of any length', async () => {
    const row = rows('abab');
    assert.ok((await row.getAttribute('aria-label'))?.startsWith(`${'ab'.repeat(50)}…, Today`));
    await rename('abab', `${longName}c`, longName);
    await rename('abab', 'Short again', `${longName}c`);
  });

  it('were deleted by another window: the panel keeps what it shows, the list forgets them', async () => {
    const { page, panel, demo } = fixture;
    await rows('Gone').click();
    await waitForText(panel, 'You said: Gone');
    const { client } = await startOtherCodex(demo);
    await client.request('thread/delete', { threadId: ids.Gone });
    await client.close();
    await choose('Gone', 'Rename Thread…');
    await rows('Gone').waitFor({ state: 'detached' });
    // VS Code shows no toasts to its test driver: the notification is in the list of all.
    await runCommand(page, 'Notifications: Show Notifications');
    await page
      .locator('.notifications-center .notification-list-item')
      .filter({ hasText: /does not find the file of this thread/ })
      .waitFor();
    await runCommand(page, 'Notifications: Hide Notifications');
    await waitForText(panel, 'You said: Gone');
  });

  it('are damaged: the panel and the list say so, and the others go on', async () => {
    const { page, panel } = fixture;
    await writeFile(files.Broken ?? '', '\u0000\u0001 not a rollout\n{broken');
    await rows('Broken').click();
    await panel
      .getByRole('group', { name: 'History not loaded' })
      .getByText(/is damaged/)
      .waitFor();
    await page.getByRole('treeitem', { name: /^Broken, could not be loaded, Today/ }).waitFor();
    await rows('Sound').click();
    await waitForText(panel, 'You said: Sound');
    await sendMessage(panel, 'still fine');
    await waitForText(panel, 'You said: still fine');
    await waitForIdle(panel);
  });

  it('run: what has ended is exported, and archiving ends the turn', async () => {
    const { page, panel } = fixture;
    await newThread(fixture);
    await sendMessage(panel, 'hold archived');
    await waitForText(panel, 'first half of archived');
    await choose('hold archived', 'Export Thread as Markdown');
    await tabs(page).filter({ hasText: 'hold archived' }).waitFor();
    await page
      .locator('.editor-instance .view-lines')
      .getByText(/Still\srunning/)
      .waitFor();
    await choose('hold archived', 'Archive Thread');
    await rows('hold archived').waitFor({ state: 'detached' });
    await transcriptRows(panel).first().waitFor({ state: 'detached' });
    await pressTitle('Show Archived Threads');
    await rows('hold archived').click();
    await waitForText(panel, 'hold archived');
    await waitForText(panel, /interrupted/i);
    await messageBox(panel).fill('go on');
    await panelButton(panel, 'Send').click();
    await panel
      .getByText(/is archived\. Unarchive it/)
      .first()
      .waitFor();
    await pressTitle('Hide Archived Threads');
    await rows('Sound').waitFor();
  });

  it('are renamed although codex has just died', async () => {
    const pids = codexProcesses(fixture.demo);
    assert.equal(pids.length, 1);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await rename('Short again', 'After the crash');
    assert.equal(await dialogButton('OK').count(), 0);
  });
});
