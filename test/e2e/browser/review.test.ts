import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import {
  answerByCard,
  acceptReview,
  approvalCards,
  editorTitleButton,
  messageBox,
  reviewChanges,
  sendMessage,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { hunksLines } from '../e2eScript.ts';
import { useFixture } from '../fixture.ts';
import { dirtyTab, editFile, editorLine, runCommand, tabs, typeAtEnd } from '../workbench.ts';

describe('the review of a change', () => {
  const fixture = useFixture({
    settings: { 'files.autoSave': 'off', 'diffEditor.useInlineViewWhenSpaceIsLimited': false },
  });

  // What a failed test leaves open or unanswered must not fail the next ones.
  afterEach(async function startAnew() {
    if (this.currentTest?.state !== 'failed') return;
    fixture.page.once('dialog', (leaving) => void leaving.accept());
    await fixture.page.reload();
    await fixture.findPanel();
    await waitForIdle(fixture.panel);
  });

  /** A file of `hunksLines` with some lines replaced. */
  function textOf(changes: Readonly<Record<number, string>>, eol = '\n', end = eol): string {
    return hunksLines.map((line, index) => changes[index + 1] ?? line).join(eol) + end;
  }

  async function writeHunksFile(name: string, text = textOf({})): Promise<void> {
    await writeFile(path.join(fixture.demo.workspace, name), text);
  }

  async function reviewHunks(name: string, text?: string): Promise<void> {
    await writeHunksFile(name, text);
    await sendMessage(fixture.panel, `hunks ${name}`);
    await approvalCards(fixture.panel).first().waitFor();
    await reviewChanges(fixture.page, fixture.panel);
    await proposedLine('line 3 by codex').waitFor();
  }

  /** A line of the proposed side of the diff. */
  function proposedLine(text: string): Locator {
    return editorLine(fixture.page.locator('.monaco-diff-editor .editor.modified'), text);
  }

  /** What the model was sent last: the answer of the patch tool, and after it the message about the selection. */
  function told(): string {
    const input = fixture.demo.model?.requests.at(-1)?.body.input as { type: string; output?: unknown }[];
    const rejected = input.findLastIndex(({ type }) => type.endsWith('_output'));
    assert.match(JSON.stringify(input[rejected]), /rejected by user/);
    const message = JSON.stringify(input.slice(rejected + 1).at(-1));
    assert.match(message, /The user reviewed your patch/);
    return message;
  }

  async function acceptAsked(name: string): Promise<void> {
    await acceptReview(fixture.page, () => dialog(name).isVisible());
  }

  async function acceptSelected(): Promise<void> {
    const { page, panel } = fixture;
    const before = fixture.demo.model?.requests.length ?? 0;
    await acceptReview(page, () => approvalCards(panel).first().isHidden());
    await waitForIdle(panel);
    assert.equal(fixture.demo.model?.requests.length, before + 1);
    await tabs(page).filter({ hasText: 'proposed' }).first().waitFor({ state: 'detached' });
  }

  function dialog(text: string): Locator {
    return fixture.page.getByRole('dialog').filter({ hasText: text });
  }

  async function closeFiles(): Promise<void> {
    await runCommand(fixture.page, 'File: Revert File');
    await runCommand(fixture.page, 'View: Close All Editors');
    await tabs(fixture.page).first().waitFor({ state: 'detached' });
  }

  it('applies two of three hunks, one as it was edited, and tells the model so', async () => {
    const { page } = fixture;
    await reviewHunks('three.txt');
    await proposedLine('line 3 by codex').hover();
    await page.getByRole('button', { name: 'Revert Block' }).first().click({ force: true });
    await proposedLine('line 3 by codex').waitFor({ state: 'detached' });
    await typeAtEnd(page, proposedLine('line 13 by codex'), ' and me');
    assert.equal(await fixture.readFile('three.txt'), textOf({}));
    await acceptSelected();
    assert.equal(
      await fixture.readFile('three.txt'),
      textOf({ 13: 'line 13 by codex and me', 23: 'line 23 by codex' }),
    );
    const message = told();
    for (const part of [
      'hunk 1 of 3 (line 3 of the file as it was): left out',
      'hunk 2 of 3 (line 13 of the file as it was): edited by the user',
      'hunk 3 of 3 (line 23 of the file as it was): applied as proposed',
      '-line 3\\\\n+line 3 by codex',
      '+line 13 by codex and me',
    ])
      assert.ok(message.includes(part.replaceAll('\\\\n', '\\n')), `${part} is not in ${message}`);
  });

  it('keeps byte order mark, line ends and a missing last newline, with a hunk skipped by command', async () => {
    const { page } = fixture;
    const before = `\uFEFF${textOf({}, '\r\n', '')}`;
    await reviewHunks('windows.txt', before);
    await typeAtEnd(page, proposedLine('line 23 by codex'), ' typed');
    await runCommand(page, 'Codex Chat: Reset Proposal');
    await proposedLine('line 23 by codex').waitFor();
    await proposedLine('line 13 by codex').click();
    await runCommand(page, 'Codex Chat: Skip Hunk');
    await proposedLine('line 13').waitFor();
    await typeAtEnd(page, proposedLine('line 28'), '!');
    // Codex ends every file that it patches with a newline: a hunk of its own, and the last.
    const lineAfterLast = page.locator('.editor-instance .line-numbers').filter({ hasText: /^31$/ });
    await lineAfterLast.first().waitFor();
    await proposedLine('line 30').click();
    await runCommand(page, 'Codex Chat: Skip Hunk');
    await lineAfterLast.first().waitFor({ state: 'detached' });
    await acceptSelected();
    const after = await fixture.readFile('windows.txt');
    const lines = { 3: 'line 3 by codex', 23: 'line 23 by codex', 28: 'line 28!' };
    assert.equal(after, `\uFEFF${textOf(lines, '\r\n', '')}`);
    assert.match(told(), /hunk 2 of 4 \(line 13 of the file as it was\): left out/);
  });

  it('creates, deletes and moves only what the person left in the proposal', async () => {
    const { page, panel } = fixture;
    await fixture.writePatchFiles();
    await sendMessage(panel, 'patch it');
    await approvalCards(panel).first().waitFor();
    await reviewChanges(page, panel);
    // They open one after the other, the first file last.
    await proposedLine('added line').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await runCommand(page, 'Codex Chat: Next File');
    await tabs(page).and(page.locator('.active')).filter({ hasText: 'gone.txt' }).waitFor();
    await page.getByRole('button', { name: 'Revert Block' }).first().click({ force: true });
    await proposedLine('delete me').waitFor();
    await runCommand(page, 'Codex Chat: Next File');
    await proposedLine('after').waitFor();
    await acceptSelected();
    assert.equal(await fixture.readFile('added.txt'), undefined);
    assert.equal(await fixture.readFile('update.txt'), 'first\nchanged\nthird\n');
    assert.equal(await fixture.readFile('gone.txt'), 'delete me\n');
    assert.equal(await fixture.readFile('old-name.txt'), undefined);
    assert.equal(await fixture.readFile('moved/new-name.txt'), 'after\n');
    assert.match(told(), /not created: left out by the user.*not deleted: left out by the user/);
  });

  it('shows several files as one diff, which goes with the answer', async () => {
    const { page, panel } = fixture;
    await fixture.writePatchFiles();
    await sendMessage(panel, 'patch it again');
    await approvalCards(panel).first().waitFor();
    await runCommand(page, 'Codex Chat: Review All Changes Together');
    await page.locator('.monaco-diff-editor .view-line').filter({ hasText: 'changed' }).first().waitFor();
    await answerByCard(panel, 'Decline');
    await waitForIdle(panel);
    await tabs(page).first().waitFor({ state: 'detached' });
    assert.equal(await fixture.readFile('update.txt'), 'first\nsecond\nthird\n');
  });

  it('answers nothing by closing, keeps what was typed, and declines without a dialog', async () => {
    const { page, panel } = fixture;
    await reviewHunks('declined.txt');
    await typeAtEnd(page, proposedLine('line 3 by codex'), ' typed');
    await tabs(page).filter({ hasText: 'proposed' }).first().click({ button: 'middle' });
    await dialog('declined.txt').getByRole('button', { name: 'Save', exact: true }).click();
    await tabs(page).first().waitFor({ state: 'detached' });
    assert.equal(await approvalCards(panel).count(), 1);
    await reviewChanges(page, panel);
    await typeAtEnd(page, proposedLine('line 3 by codex typed'), ' again');
    await editorTitleButton(page, 'Decline').click();
    await waitForText(panel, 'The user said no.');
    await waitForIdle(panel);
    await tabs(page).first().waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(await fixture.readFile('declined.txt'), textOf({}));
  });

  it('follows what other programs do to the file, and keeps what was typed', async () => {
    const { page } = fixture;
    await reviewHunks('followed.txt');
    await writeHunksFile('followed.txt', textOf({ 8: 'line 8 on disk' }));
    await proposedLine('line 8 on disk').waitFor();
    await typeAtEnd(page, proposedLine('line 13 by codex'), ' typed');
    await writeHunksFile('followed.txt', textOf({ 8: 'line 8 on disk', 28: 'line 28 on disk' }));
    await proposedLine('line 28 on disk').waitFor();
    await acceptSelected();
    const all = { 3: 'line 3 by codex', 8: 'line 8 on disk', 13: 'line 13 by codex typed' };
    assert.equal(
      await fixture.readFile('followed.txt'),
      textOf({ ...all, 23: 'line 23 by codex', 28: 'line 28 on disk' }),
    );
  });

  it('asks about unsaved files before a message is sent', async () => {
    const { page, panel } = fixture;
    await writeHunksFile('unsaved.txt');
    await editFile(page, 'unsaved.txt', 'line 1', ' unsaved');
    await sendMessage(panel, 'is it seen?');
    await dialog('unsaved.txt').getByRole('button', { name: 'Cancel' }).click();
    await dialog('unsaved.txt').waitFor({ state: 'detached' });
    const box = messageBox(panel);
    await box.and(panel.locator(':not(:placeholder-shown)')).waitFor();
    assert.equal(await box.inputValue(), 'is it seen?');
    await sendMessage(panel, 'sent anyway');
    await dialog('unsaved.txt').getByRole('button', { name: 'Send Anyway', exact: true }).click();
    await waitForText(panel, 'You said: sent anyway');
    await waitForIdle(panel);
    assert.equal(await fixture.readFile('unsaved.txt'), textOf({}));
    await sendMessage(panel, 'sent saved');
    await dialog('unsaved.txt').getByRole('button', { name: 'Save All', exact: true }).click();
    await waitForText(panel, 'You said: sent saved');
    await waitForIdle(panel);
    assert.equal(await fixture.readFile('unsaved.txt'), textOf({ 1: 'line 1 unsaved' }));
    await closeFiles();
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  async function reviewUnsaved(name: string, atLine: string): Promise<void> {
    const { page, panel } = fixture;
    await writeHunksFile(name);
    await editFile(page, name, atLine, ' unsaved');
    await sendMessage(panel, `hunks ${name}`);
    await dialog(name).getByRole('button', { name: 'Send Anyway', exact: true }).click();
    await approvalCards(panel).first().waitFor();
    await reviewChanges(page, panel);
    await proposedLine('line 23 by codex').waitFor();
  }

  it('merges a change into an unsaved file, which stays unsaved', async () => {
    const { page } = fixture;
    await reviewUnsaved('merged.txt', 'line 8');
    await acceptSelected();
    assert.match(told(), /NOT saved to disk yet/);
    assert.equal(await fixture.readFile('merged.txt'), textOf({}));
    await dirtyTab(page, 'merged.txt').click();
    await page.keyboard.press('Control+S');
    await dirtyTab(page, 'merged.txt').waitFor({ state: 'detached' });
    const merged = textOf({
      3: 'line 3 by codex',
      8: 'line 8 unsaved',
      13: 'line 13 by codex',
      23: 'line 23 by codex',
    });
    assert.equal(await fixture.readFile('merged.txt'), merged);
    await closeFiles();
  });

  it('lets the person choose when a change would overwrite unsaved edits', async () => {
    const { page } = fixture;
    await reviewUnsaved('clash.txt', 'line 3');
    await acceptAsked('clash.txt');
    await dialog('clash.txt').getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await approvalCards(fixture.panel).count(), 1);
    await acceptAsked('clash.txt');
    await dialog('clash.txt').getByRole('button', { name: 'Keep My Edits' }).click();
    await waitForText(fixture.panel, 'left out by the user: the file is as it was');
    await waitForIdle(fixture.panel);
    assert.match(told(), /clash\.txt:\\n- left out by the user: the file is as it was/);
    await dirtyTab(page, 'clash.txt').waitFor();
    assert.equal(await fixture.readFile('clash.txt'), textOf({}));
    await closeFiles();
  });

  it('goes with a reload of the window, edits and all, without a dialog', async () => {
    const { page } = fixture;
    await reviewHunks('reloaded.txt');
    await typeAtEnd(page, proposedLine('line 3 by codex'), ' typed');
    page.once('dialog', (leaving) => void leaving.accept());
    await page.reload();
    await fixture.findPanel();
    await tabs(page).filter({ hasText: 'reloaded.txt' }).first().waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(await fixture.readFile('reloaded.txt'), textOf({}));
  });
});
