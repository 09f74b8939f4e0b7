import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import {
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { newThread } from '../asking.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';
import { runCodexExec } from '../seedThreads.ts';
import { threadsTree } from '../threadsTree.ts';
import { tabs } from '../workbench.ts';

describe('the Threads view', () => {
  const fixture = useFixture();
  const dirs = createTempDirs();
  after(() => dirs.remove());

  const { header, rows, pressTitle, choose, rename, dialogButton } = threadsTree(fixture);

  it('shows the threads of the workspace by day, with what they do now', async () => {
    const { page, panel, demo, model } = fixture;
    await sendMessage(panel, 'alpha');
    await waitForText(panel, 'You said: alpha');
    await newThread(fixture);
    await sendMessage(panel, 'hold beta');
    await waitForText(panel, 'first half of beta');
    const elsewhere = await dirs.make('elsewhere');
    await runCodexExec(demo, elsewhere, 'gamma');

    await header().click();
    await rows('alpha').waitFor();
    await rows('Today').waitFor();
    assert.match((await rows('hold beta').getAttribute('aria-label')) ?? '', /^hold beta, running, Today/);
    assert.equal(await rows('gamma').count(), 0);
    model.gate('beta').open();
    await page.getByRole('treeitem', { name: /^hold beta, Today/ }).waitFor();
    await waitForIdle(panel);
  });

  it('shows the threads of all folders when asked', async () => {
    await pressTitle('Show Threads of All Folders');
    await rows('gamma').waitFor();
    assert.match(
      (await rows('gamma').getAttribute('aria-label')) ?? '',
      /^gamma, from codex exec · .+, Today/,
    );
    assert.equal(await rows('alpha').count(), 1);
    await pressTitle('Show Threads of This Workspace');
    await rows('gamma').waitFor({ state: 'detached' });
  });

  it('opens a thread in the chat', async () => {
    await rows('alpha').click();
    await waitForText(fixture.panel, 'You said: alpha');
    assert.equal(await fixture.panel.getByText('half of beta').count(), 0);
  });

  it('renames a thread', async () => {
    await rename('alpha', 'The first one');
  });

  it('opens an export in an editor', async () => {
    const { page } = fixture;
    await choose('The first one', 'Export Thread as Markdown');
    await tabs(page).filter({ hasText: 'The first one' }).waitFor();
    const editor = page.locator('.editor-instance .view-lines');
    await editor.getByText('You said: alpha').waitFor();
    await choose('The first one', 'Export Thread as Messages JSON');
    await editor.getByText('"assistant"').first().waitFor();
  });

  it('finds words inside transcripts', async () => {
    const { page } = fixture;
    await pressTitle('Search Threads…');
    const input = page.locator('.quick-input-widget input.input');
    await input.fill('SECOND HALF');
    await page.keyboard.press('Enter');
    await rows('The first one').waitFor({ state: 'detached' });
    await rows('hold beta').waitFor();
    await pressTitle('Clear Thread Search');
    await rows('The first one').waitFor();
  });

  it('archives a thread and brings it back', async () => {
    const { panel } = fixture;
    await choose('The first one', 'Archive Thread');
    await rows('The first one').waitFor({ state: 'detached' });
    await transcriptRows(panel).first().waitFor({ state: 'detached' });
    await pressTitle('Show Archived Threads');
    await rows('hold beta').waitFor({ state: 'detached' });
    await choose('The first one', 'Unarchive Thread');
    await rows('The first one').waitFor({ state: 'detached' });
    await pressTitle('Hide Archived Threads');
    await rows('The first one').waitFor();
  });

  it('forks a thread, whose source is then archived instead of deleted', async () => {
    const { panel } = fixture;
    await choose('hold beta', 'Fork Thread');
    await waitForText(panel, 'second half of beta');
    await sendMessage(panel, 'delta');
    await waitForText(panel, 'You said: delta');
    await waitForIdle(panel);
    // The fork is shown: its source is then the only one with this title.
    await runCommand(fixture.page, 'Codex Chat: Rename Thread…');
    const name = fixture.page.locator('.quick-input-widget input.input');
    await name.fill('The fork');
    await name.press('Enter');
    await rows('The fork').waitFor();
    await choose('hold beta', 'Delete Thread…');
    await dialogButton('Delete Permanently').click();
    await dialogButton('Archive Instead').click();
    await rows('hold beta').waitFor({ state: 'detached' });
    await waitForText(panel, 'second half of beta');
  });

  it('deletes a thread for good, but only when that is confirmed', async () => {
    const { page } = fixture;
    await choose('The first one', 'Delete Thread…');
    const dialog = page.getByRole('dialog').filter({ hasText: 'Delete the thread' });
    await dialog.waitFor();
    assert.match((await dialog.textContent()) ?? '', /permanent/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await rows('The first one').waitFor();
    await choose('The first one', 'Delete Thread…');
    await dialogButton('Delete Permanently').click();
    await rows('The first one').waitFor({ state: 'detached' });
  });

  it('has a quick pick over the same threads, with those of all folders and a search', async () => {
    const { page, panel } = fixture;
    await panelButton(panel, 'Threads').click();
    const picks = page.locator('.quick-input-list .monaco-list-row');
    await picks.filter({ hasText: 'The fork' }).first().waitFor();
    await page.locator('.quick-input-widget [aria-label="Show Threads of All Folders"]').click();
    await picks.filter({ hasText: 'gamma' }).waitFor();
    await page.locator('.quick-input-widget input.input').fill('gam');
    await picks.filter({ hasText: 'The fork' }).first().waitFor({ state: 'detached' });
    await picks.filter({ hasText: 'gamma' }).first().click();
    await waitForText(panel, 'You said: gamma');
  });
});
