import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import {
  messageBox,
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { askedCount, newThread } from '../asking.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

describe('the composer, and what is done with earlier turns', () => {
  const fixture = useFixture({
    configToml: 'sandbox_mode = "workspace-write"\napproval_policy = "on-request"',
    settings: { 'codexChat.unsavedFiles': 'send' },
  });

  /** Presses a button of the panel by the keyboard. */
  async function press(button: Locator): Promise<void> {
    await button.focus();
    await button.press('Enter');
  }

  /** Writes a message and sends it by Enter; resolves when its turn has ended. */
  async function say(text: string): Promise<void> {
    const rows = transcriptRows(fixture.panel, 'agentMessage');
    const count = await rows.count();
    await messageBox(fixture.panel).fill(text);
    await messageBox(fixture.panel).press('Enter');
    await rows.nth(count).waitFor();
    await waitForIdle(fixture.panel);
  }

  function said(text: string): Locator {
    return transcriptRows(fixture.panel, 'userMessage').filter({ hasText: text });
  }

  function editButton(text: string): Locator {
    return said(text).getByRole('button', { name: 'Edit message' });
  }

  /** Resolves when the composer holds the text. */
  async function composerHolds(text: string): Promise<void> {
    await fixture.panel.waitForFunction(
      (wanted) => document.querySelector<HTMLTextAreaElement>('.composer-field')?.value === wanted,
      text,
    );
  }

  it('brings earlier prompts back by Up and Down, and what was typed after them', async () => {
    const box = messageBox(fixture.panel);
    await say('first prompt');
    await say('second prompt');
    await box.fill('typed');
    await box.press('ArrowUp');
    assert.equal(await box.inputValue(), 'typed', 'Up goes within what was typed');
    await box.press('Home');
    const shown: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
      await box.press(key);
      shown.push(await box.inputValue());
      if (shown.at(-1) === 'typed') await box.press('Home');
    }
    const [first, second] = ['first prompt', 'second prompt'];
    assert.deepEqual(shown, [second, first, first, second, 'typed', second, first]);
    await box.press('Enter');
    await waitForText(fixture.panel, 'You said: first prompt');
    assert.equal(await box.inputValue(), 'typed', 'what was typed is still to be sent');
    await waitForIdle(fixture.panel);
    await box.fill('');
  });

  it('does not show a sent text again when the page comes back', async () => {
    const { page } = fixture;
    await messageBox(fixture.panel).fill('sent and gone');
    await messageBox(fixture.panel).press('Enter');
    await runCommand(page, 'View: Toggle Secondary Side Bar Visibility');
    await page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
    await runCommand(page, 'Codex Chat: Open');
    await fixture.findPanel();
    await waitForText(fixture.panel, 'You said: sent and gone');
    assert.equal(await messageBox(fixture.panel).inputValue(), '');
  });

  it('edits a message in a fork, whose composer has its text', async () => {
    await press(editButton('second prompt'));
    await composerHolds('second prompt');
    await said('second prompt').waitFor({ state: 'detached' });
    await said('first prompt').waitFor();
    // The keyboard is in the composer: the text is changed and sent.
    await fixture.panel.locator('.composer-field:focus').waitFor();
    await fixture.page.keyboard.press('Control+End');
    await fixture.page.keyboard.type(', changed');
    await fixture.page.keyboard.press('Enter');
    await waitForText(fixture.panel, 'You said: second prompt, changed');
    await waitForIdle(fixture.panel);
  });

  it('edits the first message of a thread, and leaves that thread its draft', async () => {
    await newThread(fixture);
    await say('the very first');
    await messageBox(fixture.panel).fill('a draft of the old thread');
    await press(editButton('the very first'));
    await composerHolds('the very first');
    assert.equal(await transcriptRows(fixture.panel).count(), 0);
    await messageBox(fixture.panel).fill('another first');
    await messageBox(fixture.panel).press('Enter');
    await waitForText(fixture.panel, 'You said: another first');
    await waitForIdle(fixture.panel);
    await press(panelButton(fixture.panel, 'Threads'));
    const row = fixture.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'the very first' });
    await row.first().waitFor();
    await fixture.page.locator('.quick-input-widget input.input').fill('the very first');
    await fixture.page
      .locator('.quick-input-list .monaco-list-row.focused')
      .filter({ hasText: 'the very first' })
      .waitFor();
    await fixture.page.keyboard.press('Enter');
    await composerHolds('a draft of the old thread');
    await messageBox(fixture.panel).fill('');
  });

  it('puts files back with one question when a message is edited', async () => {
    await writeFile(path.join(fixture.demo.workspace, 'steps.txt'), 'zero\n');
    await newThread(fixture);
    await sendMessage(fixture.panel, 'apply first');
    await waitForText(fixture.panel, 'The tool ran.');
    await waitForIdle(fixture.panel);
    assert.equal(await fixture.readFile('steps.txt'), 'one\n');
    await editButton('apply first').waitFor();
    await press(editButton('apply first'));
    const { page } = fixture;
    await page.getByRole('button', { name: 'Restore Files and Edit' }).click();
    await composerHolds('apply first');
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
    for (let tries = 0; (await fixture.readFile('steps.txt')) !== 'zero\n' && tries < 100; tries++)
      await page.waitForTimeout(50); // No event of the page tells of a file.
    assert.equal(await fixture.readFile('steps.txt'), 'zero\n');
    await messageBox(fixture.panel).fill('');
  });

  it('has the last answer again in a fork', async () => {
    await newThread(fixture);
    await say('once');
    await say('and again');
    assert.equal(askedCount(fixture, 'and again'), 1);
    const regenerate = fixture.panel.getByRole('button', { name: 'Regenerate' });
    assert.equal(await regenerate.count(), 1, 'only the last turn has it');
    await press(regenerate);
    while (askedCount(fixture, 'and again') < 2) await fixture.page.waitForTimeout(50); // The model tells nobody.
    await waitForText(fixture.panel, 'You said: and again');
    await waitForIdle(fixture.panel);
    assert.equal(await said('and again').count(), 1);
    assert.equal(await said('once').count(), 1);
  });

  it('goes on after an interruption, also one by a reload of the window', async () => {
    await newThread(fixture);
    await sendMessage(fixture.panel, 'hold halted');
    await waitForText(fixture.panel, 'first half of halted');
    await messageBox(fixture.panel).press('Escape');
    const goOn = panelButton(fixture.panel, 'Continue');
    await press(goOn);
    await waitForText(fixture.panel, 'You said: Continue where you left off.');
    await waitForIdle(fixture.panel);
    assert.equal(await goOn.count(), 0);

    await sendMessage(fixture.panel, 'hold reloaded');
    await waitForText(fixture.panel, 'first half of reloaded');
    await fixture.page.reload();
    await fixture.findPanel();
    await press(panelButton(fixture.panel, 'Continue'));
    await said('Continue where you left off.').nth(1).waitFor();
    await waitForIdle(fixture.panel);
    assert.equal(await panelButton(fixture.panel, 'Continue').count(), 0);
  });

  it('asks beside the thread, and goes back without a trace', async () => {
    const { page } = fixture;
    const banner = (): Locator => fixture.panel.getByText('Side question: nothing of it is kept');
    await newThread(fixture);
    await say('the main thing');
    await messageBox(fixture.panel).fill('a draft of the thread');
    await press(panelButton(fixture.panel, 'Ask a Side Question'));
    await banner().waitFor();
    await composerHolds('');
    assert.equal(await transcriptRows(fixture.panel).count(), 0);
    await say('only beside');
    await waitForText(fixture.panel, 'You said: only beside');
    assert.equal(await fixture.panel.getByRole('button', { name: /^(Edit message|Regenerate)$/ }).count(), 0);
    await press(panelButton(fixture.panel, 'Back'));
    await waitForText(fixture.panel, 'You said: the main thing');
    assert.equal(await said('only beside').count(), 0);
    await composerHolds('a draft of the thread');

    await runCommand(page, 'Codex Chat: Ask a Side Question');
    await banner().waitFor();
    await say('lost with the window');
    await page.reload();
    await fixture.findPanel();
    await waitForText(fixture.panel, 'You said: the main thing');
    assert.equal(await banner().count(), 0);
    await composerHolds('a draft of the thread');
    await press(panelButton(fixture.panel, 'Threads'));
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'the main thing' }).first().waitFor();
    assert.equal(await rows.filter({ hasText: /only beside|lost with/ }).count(), 0);
    await page.keyboard.press('Escape');
  });
});
