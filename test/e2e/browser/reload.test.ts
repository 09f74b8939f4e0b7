import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  answerByCard,
  messageBox,
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

describe('a page that comes back', () => {
  const fixture = useFixture();

  /** What the rows say. Not their white space: a row is plain text until the Markdown tokenizer is loaded. */
  async function transcript(): Promise<string[]> {
    const texts = await transcriptRows(fixture.panel).allInnerTexts();
    return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  }

  async function hideAndShow(): Promise<void> {
    const { page } = fixture;
    await runCommand(page, 'View: Toggle Secondary Side Bar Visibility');
    await page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
    await runCommand(page, 'Codex Chat: Open');
    await fixture.findPanel();
  }

  it('shows the same transcript when hidden and shown in mid-stream, and goes on', async () => {
    await sendMessage(fixture.panel, 'hold hidden');
    await waitForText(fixture.panel, 'first half of hidden');
    const shown = await transcript();
    await hideAndShow();
    await waitForText(fixture.panel, 'first half of hidden');
    assert.deepEqual(await transcript(), shown);
    fixture.model.gate('hidden').open();
    await waitForText(fixture.panel, 'second half of hidden');
    await waitForIdle(fixture.panel);
  });

  it('keeps a pending approval answerable over "Reload Webviews"', async () => {
    const { page } = fixture;
    await sendMessage(fixture.panel, 'command echo still-here > reloaded.txt');
    await panelButton(fixture.panel, 'Accept').waitFor();
    const shown = await transcript();
    const old = fixture.panel;
    await runCommand(page, 'Developer: Reload Webviews');
    while (!old.isDetached()) await page.waitForEvent('framedetached');
    await fixture.findPanel();
    await panelButton(fixture.panel, 'Accept').waitFor();
    assert.deepEqual(await transcript(), shown);
    await answerByCard(fixture.panel, 'Accept');
    await waitForText(fixture.panel, 'The tool ran.');
    await waitForIdle(fixture.panel);
    assert.equal(await fixture.readFile('reloaded.txt'), 'still-here\n');
  });

  it('after a reload of the window in mid-turn shows the thread with that turn interrupted, and the draft', async () => {
    const { page } = fixture;
    await sendMessage(fixture.panel, 'hold reloaded');
    await waitForText(fixture.panel, 'first half of reloaded');
    await messageBox(fixture.panel).fill('a draft that must stay');
    // What the browser had not sent when it was reloaded is gone. The host answers this after it took the draft.
    await page.locator('.monaco-workbench').focus();
    await runCommand(page, 'Codex Chat: Open');
    await fixture.panel.locator('textarea:focus').waitFor();
    await page.reload();
    await fixture.findPanel();
    await waitForText(fixture.panel, 'hold reloaded');
    await waitForText(fixture.panel, 'second half of hidden');
    await fixture.panel
      .getByRole('log', { name: 'Transcript' })
      .getByText(/interrupted/i)
      .last()
      .waitFor();
    assert.equal(await messageBox(fixture.panel).inputValue(), 'a draft that must stay');
    await sendMessage(fixture.panel, 'and now');
    await waitForText(fixture.panel, 'You said: and now');
    await waitForIdle(fixture.panel);
  });
});
