import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import { answerByCard, sendMessage, waitForIdle, waitForText } from '../../support/panelPage.ts';
import { useFixture } from '../fixture.ts';
import { threeHunkFile } from '../reviewPatches.ts';
import { runCommand } from '../workbench.ts';

describe('review after a change was applied', () => {
  const fixture = useFixture({
    configToml: 'sandbox_mode = "workspace-write"\napproval_policy = "on-request"',
    settings: {
      'codexChat.review.codeLens': true,
      'codexChat.unsavedFiles': 'send',
      'files.autoSave': 'off',
    },
  });

  const fileOf = (name: string): string => path.join(fixture.demo.workspace, name);
  const bytesOf = async (name: string): Promise<Buffer | undefined> =>
    existsSync(fileOf(name)) ? readFile(fileOf(name)) : undefined;

  /** Waits until a file holds exactly these bytes (undefined: is absent); then compares, for the message. */
  async function expectBytes(name: string, expected: Buffer | string | undefined): Promise<void> {
    const wanted = expected === undefined ? undefined : Buffer.from(expected);
    const deadline = Date.now() + 15_000;
    for (;;) {
      const actual = await bytesOf(name);
      const isSame = wanted && actual ? wanted.equals(actual) : wanted === actual;
      if (isSame) return;
      if (Date.now() > deadline) {
        assert.equal(actual?.toString('latin1'), wanted?.toString('latin1'), name);
        return;
      }
      await fixture.page.waitForTimeout(50); // Nothing on the page tells when the disk is written.
    }
  }

  async function say(text: string, answer = 'The tool ran.'): Promise<void> {
    const answers = fixture.panel.getByRole('log', { name: 'Transcript' }).getByText(answer);
    const count = await answers.count();
    await sendMessage(fixture.panel, text);
    await answers.nth(count).waitFor();
    await waitForIdle(fixture.panel);
  }

  const rows = (page: Page): Locator => page.locator('.scm-view .monaco-list-row');
  const row = (text: string | RegExp): Locator => rows(fixture.page).filter({ hasText: text });

  /** A button of the gutter's peek. The peek is hidden from assistive technology, so that roles do not find it. */
  const peekAction = (name: string): Locator =>
    fixture.page.locator(`.peekview-widget .peekview-actions [aria-label^="${name}"]`);

  async function showSourceControl(): Promise<void> {
    await fixture.page
      .locator('.activitybar')
      .getByRole('tab', { name: /Source Control/ })
      .click();
    await fixture.page.locator('.scm-view').first().waitFor();
  }

  async function pick(label: string): Promise<void> {
    await fixture.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: label })
      .first()
      .click();
  }

  it('lists a patch that was applied without asking, and undoes hunk 2 of 3 from the gutter', async () => {
    const { page } = fixture;
    await writeFile(fileOf('hunks.txt'), threeHunkFile);
    await say('apply three');
    await showSourceControl();
    await row('Codex changes: apply three (+3 −3)').waitFor();
    await row('hunks.txt').waitFor();
    const applied = (await bytesOf('hunks.txt'))?.toString() ?? '';
    assert.match(applied, /first hunk\n[^]*second hunk\nsecond hunk, second line\n/);
    assert.doesNotMatch(applied, /line 40\n/);

    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input').fill('hunks.txt');
    await pick('hunks.txt');
    await page.locator('.editor-instance .view-line').first().waitFor();
    await page.locator('.dirty-diff-glyph').first().waitFor();
    await runCommand(page, 'Show Next Change');
    const peek = page.locator('.peekview-widget');
    await peek.getByText('1 of 3 changes').waitFor();
    await runCommand(page, 'Show Next Change');
    await peek.getByText('2 of 3 changes').waitFor();
    await peekAction('Undo Change').click();
    const expected = applied.replace('second hunk\nsecond hunk, second line\n', 'line 21\n');
    await expectBytes('hunks.txt', expected);
    await peek.getByText('of 3 changes').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await runCommand(page, 'Codex Chat: Redo Undone Changes');
    await expectBytes('hunks.txt', applied);
  });

  it('keeps hunk by hunk, and undoes what is left', async () => {
    const { page } = fixture;
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+Home');
    await runCommand(page, 'Show Next Change');
    const peek = page.locator('.peekview-widget');
    await peek.getByText('1 of 3 changes').waitFor();
    await peekAction('Keep Change').click();
    await peek.getByText('of 3 changes').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    const kept = threeHunkFile.replace('line 5\n', 'first hunk\n');
    const lens = page.locator('.codelens-decoration a').filter({ hasText: 'Undo', visible: true });
    await lens.first().waitFor();
    // Above the second hunk only: the first is kept, the third is further down than the editor shows.
    await lens.nth(1).waitFor({ state: 'detached' });
    const applied = (await bytesOf('hunks.txt'))?.toString() ?? '';
    await lens.first().click();
    await expectBytes('hunks.txt', applied.replace('second hunk\nsecond hunk, second line\n', 'line 21\n'));
    await runCommand(page, 'Codex Chat: Redo Undone Changes');
    await expectBytes('hunks.txt', applied);
    const file = row('hunks.txt');
    await file.hover();
    await file.getByRole('button', { name: 'Undo Changes of File' }).click();
    await expectBytes('hunks.txt', kept);
    await file.waitFor({ state: 'detached' });
  });

  it('merges an undo with edits made since, and asks where they overlap', async () => {
    const { page } = fixture;
    await writeFile(fileOf('hunks.txt'), threeHunkFile);
    await say('apply three');
    const applied = (await bytesOf('hunks.txt'))?.toString() ?? '';
    const mine = applied.replace('line 30\n', 'my own line 30\n');
    await writeFile(fileOf('hunks.txt'), mine);
    const file = row('hunks.txt');
    await file.hover();
    await file.getByRole('button', { name: 'Undo Changes of File' }).click();
    await expectBytes('hunks.txt', threeHunkFile.replace('line 30\n', 'my own line 30\n'));
    await file.waitFor({ state: 'detached' });
    await runCommand(page, 'Codex Chat: Redo Undone Changes');
    await file.waitFor();
    await expectBytes('hunks.txt', mine);
    const overlapping = mine.replace('second hunk\n', 'my second hunk\n');
    await writeFile(fileOf('hunks.txt'), overlapping);
    await file.hover();
    await file.getByRole('button', { name: 'Undo Changes of File' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Keep as Is' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectBytes('hunks.txt', overlapping);
    await file.hover();
    await file.getByRole('button', { name: 'Undo Changes of File' }).click();
    await dialog.getByRole('button', { name: 'Put Back the Earlier Text' }).click();
    await expectBytes('hunks.txt', threeHunkFile);
    // The row tells when an undo or a redo is done: the file on the disk is written before.
    await file.waitFor({ state: 'detached' });
    await runCommand(page, 'Codex Chat: Redo Undone Changes');
    await file.waitFor();
    await expectBytes('hunks.txt', overlapping);
  });

  it('undoes below unsaved edits: they stay, and stay unsaved', async () => {
    const { page } = fixture;
    await writeFile(fileOf('hunks.txt'), threeHunkFile);
    await say('apply three');
    const applied = await bytesOf('hunks.txt');
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+Home');
    await page.locator('.editor-instance .view-line').filter({ hasText: 'first hunk' }).waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('my own last line');
    await page.locator('.tab.dirty').waitFor();
    const file = row('hunks.txt');
    await file.hover();
    await file.getByRole('button', { name: 'Undo Changes of File' }).click();
    await file.waitFor({ state: 'detached' });
    await expectBytes('hunks.txt', applied);
    await page.locator('.tab.dirty').click();
    await page.keyboard.press('Control+S');
    await expectBytes('hunks.txt', `${threeHunkFile}my own last line`);
    await writeFile(fileOf('hunks.txt'), threeHunkFile);
    await say('apply three');
  });

  it('keeps a file, and its row is gone', async () => {
    const file = row('hunks.txt');
    await file.hover();
    await file.getByRole('button', { name: 'Keep Changes of File' }).click();
    await file.waitFor({ state: 'detached' });
  });

  it('undoes and redoes a turn of five files, byte for byte', async () => {
    const { page } = fixture;
    const old: Record<string, Buffer | undefined> = {
      'new/added.txt': undefined,
      'update.txt': Buffer.from('first\nsecond\nthird'),
      'gone.txt': Buffer.from('delete me\n'),
      'old-name.txt': Buffer.from('before\n'),
      'moved/new-name.txt': undefined,
      'crlf.txt': Buffer.from('\uFEFFzero\r\none\r\ntwo\r\nthree\r\n'),
    };
    for (const [name, bytes] of Object.entries(old)) if (bytes) await writeFile(fileOf(name), bytes);
    await say('apply five');
    await row('crlf.txt').waitFor();
    const applied = new Map<string, Buffer | undefined>();
    for (const name of Object.keys(old)) applied.set(name, await bytesOf(name));
    assert.ok(applied.get('moved/new-name.txt'));
    await runCommand(page, 'Codex Chat: Undo Changes of Turn');
    await pick('apply five');
    for (const [name, bytes] of Object.entries(old)) await expectBytes(name, bytes);
    await row('crlf.txt').waitFor({ state: 'detached' });
    await runCommand(page, 'Codex Chat: Redo Undone Changes');
    for (const [name, bytes] of applied) await expectBytes(name, bytes);
    await row('crlf.txt').waitFor();
  });

  it('finds what a command changed, and undoes it', async () => {
    await writeFile(fileOf('by-command.txt'), 'mine\n');
    const command = "command printf 'theirs\\n' > by-command.txt; printf 'new\\n' > made.txt";
    await sendMessage(fixture.panel, command);
    await answerByCard(fixture.panel, 'Accept');
    await waitForIdle(fixture.panel);
    await expectBytes('by-command.txt', 'theirs\n');
    const changed = row('by-command.txt');
    await changed.waitFor();
    await row('made.txt').waitFor();
    await changed.hover();
    await changed.getByRole('button', { name: 'Undo Changes of File' }).click();
    await expectBytes('by-command.txt', 'mine\n');
    await changed.waitFor({ state: 'detached' });
  });

  it('after a reload of the window redoes an undo, restores a checkpoint two turns back, and redoes that', async () => {
    await writeFile(fileOf('steps.txt'), 'zero\n');
    await say('apply first');
    await say('apply second');
    await expectBytes('steps.txt', 'two\n');
    const later = row('later.txt');
    await later.hover();
    await later.getByRole('button', { name: 'Undo Changes of File' }).click();
    await later.waitFor({ state: 'detached' });
    await expectBytes('later.txt', undefined);
    await fixture.page.reload();
    await fixture.findPanel();
    await waitForText(fixture.panel, 'apply second');
    await runCommand(fixture.page, 'Codex Chat: Redo Undone Changes');
    await expectBytes('later.txt', 'later\n');
    const message = fixture.panel.locator('[data-item-type=userMessage]').filter({ hasText: 'apply first' });
    await message.getByRole('button', { name: 'Restore files to here' }).click();
    const { page } = fixture;
    await page.getByRole('tab', { name: /Restore Files \(preview\)/ }).waitFor();
    await page.getByRole('button', { name: 'Restore 2 Files' }).click();
    await expectBytes('steps.txt', 'zero\n');
    await expectBytes('later.txt', undefined);
    await runCommand(page, 'Codex Chat: Redo Undone Changes');
    await expectBytes('steps.txt', 'two\n');
    await expectBytes('later.txt', 'later\n');
  });

  it('restores and forks: the fork is shown without the turn', async () => {
    const { page } = fixture;
    await waitForText(fixture.panel, 'apply second');
    const message = fixture.panel.locator('[data-item-type=userMessage]').filter({ hasText: 'apply second' });
    await message.getByRole('button', { name: 'Restore files to here' }).click();
    await page.getByRole('button', { name: 'Restore and Fork' }).click();
    await expectBytes('steps.txt', 'one\n');
    await expectBytes('later.txt', undefined);
    await message.waitFor({ state: 'detached' });
    await waitForText(fixture.panel, 'apply first');
  });
});
