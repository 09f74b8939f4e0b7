import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  answerByCard,
  approvalCards,
  sendMessage,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

describe('while the panel is hidden', () => {
  const fixture = useFixture();

  async function askWhileHidden(name: string, command: string): Promise<void> {
    const { page, panel, model } = fixture;
    await sendMessage(panel, `later ${name} ${command}`);
    await waitForText(panel, `later ${name}`);
    await runCommand(page, 'View: Toggle Secondary Side Bar Visibility');
    await page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
    model.gate(name).open();
  }

  it('a command is asked in a dialog, and dismissing that answers nothing', async () => {
    const { page } = fixture;
    await askWhileHidden('dismissed', 'touch by-card.txt');
    const dialog = page.getByRole('dialog').filter({ hasText: 'Codex asks to run a command' });
    await dialog.filter({ hasText: 'touch by-card.txt' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await runCommand(page, 'Codex Chat: Open');
    const panel = await fixture.findPanel();
    await approvalCards(panel).first().waitFor();
    assert.equal(await fixture.readFile('by-card.txt'), undefined);
    await answerByCard(panel, 'Accept');
    await waitForText(panel, 'The tool ran.');
    await waitForIdle(panel);
    assert.equal(await fixture.readFile('by-card.txt'), '');
  });

  it('a command accepted in the dialog runs', async () => {
    const { page } = fixture;
    await askWhileHidden('accepted', 'touch by-dialog.txt');
    const dialog = page.getByRole('dialog').filter({ hasText: 'touch by-dialog.txt' });
    await dialog.waitFor();
    // A click in its first half second only brings it up again.
    for (let tries = 0; tries < 100 && (await fixture.readFile('by-dialog.txt')) === undefined; tries++)
      await dialog
        .getByRole('button', { name: 'Accept' })
        .click({ timeout: 1000 })
        .catch(() => undefined);
    await runCommand(page, 'Codex Chat: Open');
    const panel = await fixture.findPanel();
    await waitForText(panel, 'later accepted');
    await waitForIdle(panel);
    assert.equal(await fixture.readFile('by-dialog.txt'), '');
  });
});
