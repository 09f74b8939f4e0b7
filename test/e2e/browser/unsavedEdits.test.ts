import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { sendMessage, transcriptRows, waitForIdle } from '../../support/panelPage.ts';
import { hunksLines } from '../e2eScript.ts';
import { useFixture } from '../fixture.ts';
import { dirtyTab, editFile, editorLine, runCommand } from '../workbench.ts';

describe('a change that was not asked for, to a file with unsaved edits', () => {
  const fixture = useFixture({
    configToml: 'sandbox_mode = "workspace-write"\napproval_policy = "on-request"',
    settings: { 'files.autoSave': 'off', 'codexChat.unsavedFiles': 'send' },
  });

  async function changeUnsaved(name: string, atLine: string): Promise<void> {
    const { page, panel, demo } = fixture;
    await writeFile(path.join(demo.workspace, name), `${hunksLines.join('\n')}\n`);
    await editFile(page, name, atLine, ' unsaved');
    const change = transcriptRows(panel, 'fileChange').nth(await transcriptRows(panel, 'fileChange').count());
    await sendMessage(panel, `hunks ${name}`);
    await change.and(panel.locator('[data-status=completed]')).waitFor();
    await waitForIdle(panel);
    assert.match((await fixture.readFile(name)) ?? '', /^line 3 by codex$/m);
    assert.doesNotMatch((await fixture.readFile(name)) ?? '', /unsaved/);
  }

  function shownLine(text: string): Locator {
    return editorLine(fixture.page.locator('.editor-instance'), text).first();
  }

  it('is merged into the document, which stays unsaved', async () => {
    const { page } = fixture;
    await changeUnsaved('merged.txt', 'line 8');
    await shownLine('line 3 by codex').waitFor();
    await shownLine('line 8 unsaved').waitFor();
    await dirtyTab(page, 'merged.txt').waitFor();
    await runCommand(page, 'File: Revert File');
    await dirtyTab(page, 'merged.txt').waitFor({ state: 'detached' });
  });

  it('is left to the person where both changed the same line', async () => {
    const { page } = fixture;
    await changeUnsaved('clash.txt', 'line 3');
    await shownLine('line 3 unsaved').waitFor();
    // VS Code shows no toasts to its test driver: the notification is in the list of all.
    await runCommand(page, 'Notifications: Show Notifications');
    const notification = page.locator('.notifications-center .notification-list-item', {
      hasText: 'clash.txt',
    });
    await notification.waitFor();
    await notification.getByRole('button', { name: 'Use Codex’s' }).click();
    await shownLine('line 3 by codex').waitFor();
    await page.locator('.editor-instance').click();
    await page.keyboard.press('Control+Z');
    await shownLine('line 3 unsaved').waitFor();
  });
});
