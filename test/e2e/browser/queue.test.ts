import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import {
  approvalCards,
  messageBox,
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { newThread } from '../asking.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

describe('the queue of messages', () => {
  const fixture = useFixture({ settings: { 'codexChat.followUp': 'queue' } });

  const rows = (): Locator =>
    fixture.panel.getByRole('list', { name: 'Queued messages' }).getByRole('listitem');
  const row = (text: string): Locator => rows().filter({ hasText: text });
  const action = (text: string, name: string): Locator =>
    row(text).getByRole('button', { name, exact: true });

  /** Presses a button by the keyboard. */
  async function press(button: Locator): Promise<void> {
    await button.focus();
    await button.press('Enter');
  }

  /** Resolves when the queue is exactly this. */
  async function queueIs(...texts: string[]): Promise<void> {
    await fixture.panel.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('.queue-row .queue-text')]
          .map(({ textContent }) => textContent)
          .join('\n') === wanted,
      texts.join('\n'),
    );
  }

  /** Writes a message and presses keys on it. */
  async function enter(text: string, keys = 'Enter'): Promise<void> {
    await messageBox(fixture.panel).fill(text);
    await messageBox(fixture.panel).press(keys);
  }

  /** What a person said in the thread, in order. */
  async function said(): Promise<string[]> {
    const texts = await transcriptRows(fixture.panel, 'userMessage').allInnerTexts();
    return texts.map((text) => text.trim());
  }

  it('takes what is sent while a turn runs, and shows it in order', async () => {
    const { panel } = fixture;
    await sendMessage(panel, 'hold five');
    await waitForText(panel, 'first half of five');
    assert.match((await messageBox(panel).getAttribute('placeholder')) ?? '', /Queue a message/);
    for (const text of ['one', 'two', 'three', 'four', 'five']) await enter(text);
    await queueIs('one', 'two', 'three', 'four', 'five');
    await panel.getByText('5 messages queued').waitFor();
    assert.deepEqual(await said(), ['hold five']);
  });

  it('is put in order by the keyboard, which stays on the row', async () => {
    const { page, panel } = fixture;
    await action('five', 'Edit').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await queueIs('one', 'two', 'three', 'five', 'four');
    await page.keyboard.press('Alt+ArrowUp');
    await queueIs('one', 'two', 'five', 'three', 'four');
    await press(action('one', 'Move down'));
    await queueIs('two', 'one', 'five', 'three', 'four');
    await panel.locator('[data-action=moveDown]:focus').waitFor();
    await page.keyboard.press('Enter');
    await queueIs('two', 'five', 'one', 'three', 'four');
  });

  it('lets a message be changed, over a hidden page too', async () => {
    const { page } = fixture;
    await press(action('five', 'Edit'));
    const field = (): Locator => fixture.panel.getByRole('textbox', { name: 'Edit queued message' });
    await field().waitFor();
    await fixture.panel.locator('.queue-field:focus').waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(', changed');
    await runCommand(page, 'View: Toggle Secondary Side Bar Visibility');
    await page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
    await runCommand(page, 'Codex Chat: Open');
    await fixture.findPanel();
    await field().waitFor();
    assert.equal(await field().inputValue(), 'five, changed');
    await field().press('Enter');
    await queueIs('two', 'five, changed', 'one', 'three', 'four');
    await press(action('three', 'Edit'));
    await field().fill('never saved');
    await field().press('Escape');
    await queueIs('two', 'five, changed', 'one', 'three', 'four');
  });

  it('lets a message be taken out', async () => {
    await press(action('three', 'Remove'));
    await queueIs('two', 'five, changed', 'one', 'four');
    await fixture.panel.locator('[data-action=remove]:focus').waitFor();
  });

  it('waits while it is paused, and goes on turn by turn when it is resumed', async () => {
    const { panel, model } = fixture;
    await press(panelButton(panel, 'Pause'));
    await panel.getByText('Paused.').waitFor();
    model.gate('five').open();
    await waitForText(panel, 'second half of five');
    await waitForIdle(panel);
    await queueIs('two', 'five, changed', 'one', 'four');
    await press(panelButton(panel, 'Resume'));
    await waitForText(panel, 'You said: four');
    await waitForIdle(panel);
    assert.deepEqual(await said(), ['hold five', 'two', 'five, changed', 'one', 'four']);
    assert.equal(await rows().count(), 0);
  });

  it('sends a message now: it steers the running turn, also in a paused queue', async () => {
    const { panel } = fixture;
    await newThread(fixture);
    await sendMessage(panel, 'hold now');
    await waitForText(panel, 'first half of now');
    await enter('afterwards');
    await enter('sooner');
    await queueIs('afterwards', 'sooner');
    await press(panelButton(panel, 'Pause'));
    await press(action('sooner', 'Send now'));
    await waitForText(panel, 'You said: sooner');
    await waitForIdle(panel);
    await queueIs('afterwards');
    assert.deepEqual(await said(), ['hold now', 'sooner']);
    assert.equal(await panel.locator('[data-turn-id]').count(), 1);
  });

  it('is passed by Enter with Ctrl, which steers at once', async () => {
    const { panel } = fixture;
    await sendMessage(panel, 'hold inverted');
    await waitForText(panel, 'first half of inverted');
    await enter('at once', 'Control+Enter');
    await waitForText(panel, 'You said: at once');
    await waitForIdle(panel);
    assert.deepEqual(await said(), ['hold now', 'sooner', 'hold inverted', 'at once']);
    assert.equal(await panel.locator('[data-turn-id]').count(), 2);
    await queueIs('afterwards');
    await press(panelButton(panel, 'Resume'));
    await waitForText(panel, 'You said: afterwards');
    await waitForIdle(panel);
    assert.equal(await panel.locator('[data-turn-id]').count(), 3);
  });

  it('gets back, with the reason, what a turn did not take', async () => {
    const { panel } = fixture;
    await newThread(fixture);
    await sendMessage(panel, 'command echo asked');
    await approvalCards(panel).first().waitFor();
    await enter('not taken');
    await queueIs('not taken');
    await press(action('not taken', 'Send now'));
    await panel.getByRole('group', { name: 'Message being sent' }).waitFor();
    await messageBox(panel).press('Escape');
    await waitForIdle(panel);
    await queueIs('not taken');
    assert.match(await row('not taken').innerText(), /turn ended/i);
    await panel.getByText('Paused: the turn was interrupted.').waitFor();
    await press(action('not taken', 'Send now'));
    await waitForText(panel, 'You said: not taken');
    await waitForIdle(panel);
    assert.equal(await rows().count(), 0);
  });
});
