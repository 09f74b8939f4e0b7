import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { after, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { oldestCodex, pinnedCodex } from '../../support/codexBinary.ts';
import {
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { useFixture } from '../fixture.ts';
import { tabs } from '../workbench.ts';

const oldest = process.env.CODEX_CHAT_TEST_OLDEST === '1';

describe('the Threads view', () => {
  const fixture = useFixture();
  const dirs = createTempDirs();
  after(() => dirs.remove());

  const header = (): Locator => fixture.page.locator('.pane-header[aria-label^="Threads"]');
  const rows = (title?: string): Locator => {
    const all = fixture.page.getByRole('tree', { name: /^Threads/ }).getByRole('treeitem');
    return title === undefined ? all : all.filter({ hasText: title });
  };
  /** Presses a button of the view's title, which is drawn while the pointer is over the view. */
  async function pressTitle(name: string): Promise<void> {
    await header().hover({ position: { x: 40, y: 8 } });
    await fixture.page.locator(`.pane-header .action-label[aria-label="${name}"]`).click();
  }
  async function choose(title: string, action: string): Promise<void> {
    await rows(title).last().click({ button: 'right' });
    const words = fixture.page.getByText(action, { exact: true });
    const line = fixture.page.locator('.monaco-menu li.action-item').filter({ has: words });
    await line.waitFor();
    // A menu ignores what is pressed in its first moments: it is pressed until it takes, as a person would.
    for (let tries = 0; tries < 20 && (await line.isVisible()); tries++) {
      await line.click({ timeout: 1000 }).catch(() => undefined);
      await line.waitFor({ state: 'hidden', timeout: 300 }).catch(() => undefined);
    }
  }

  async function renameLast(title: string, name: string): Promise<void> {
    await choose(title, 'Rename Thread…');
    const input = fixture.page.locator('.quick-input-widget input.input');
    await input.waitFor();
    assert.equal(await input.inputValue(), title);
    await input.fill(name);
    await fixture.page.keyboard.press('Enter');
    await rows(name).waitFor();
  }
  const dialogButton = (name: string): Locator =>
    fixture.page.getByRole('dialog').getByRole('button', { name, exact: true });

  it('shows the threads of the workspace by day, with what they do now', async () => {
    const { page, panel, demo, model } = fixture;
    await sendMessage(panel, 'alpha');
    await waitForText(panel, 'You said: alpha');
    await panelButton(panel, 'New Thread').click();
    await transcriptRows(panel).first().waitFor({ state: 'detached' });
    await sendMessage(panel, 'hold beta');
    await waitForText(panel, 'first half of beta');
    const elsewhere = await dirs.make('elsewhere');
    const codex = oldest ? await oldestCodex() : pinnedCodex();
    const env = { ...process.env, CODEX_HOME: demo.codexHome };
    const exec = promisify(execFile)(codex, ['exec', '--skip-git-repo-check', 'gamma'], {
      cwd: elsewhere,
      env,
    });
    exec.child.stdin?.end();
    await exec;

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
    await renameLast('alpha', 'The first one');
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
    await renameLast('hold beta', 'The source');
    await choose('The source', 'Delete Thread…');
    await dialogButton('Delete Permanently').click();
    await dialogButton('Archive Instead').click();
    await rows('The source').waitFor({ state: 'detached' });
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
    await picks.filter({ hasText: 'hold beta' }).first().waitFor();
    await page.locator('.quick-input-widget [aria-label="Show Threads of All Folders"]').click();
    await picks.filter({ hasText: 'gamma' }).waitFor();
    await page.locator('.quick-input-widget input.input').fill('gam');
    await picks.filter({ hasText: 'hold beta' }).first().waitFor({ state: 'detached' });
    await picks.filter({ hasText: 'gamma' }).first().click();
    await waitForText(panel, 'You said: gamma');
  });
});
