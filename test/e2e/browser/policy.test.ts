import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { describe, it } from 'mocha';
import {
  approvalCards,
  panelButton,
  resizePanel,
  sendMessage,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

describe('the policy picker', () => {
  const fixture = useFixture();

  const chip = (): Locator => fixture.panel.getByRole('button', { name: /^Approval policy:/ });
  const dialog = (): Locator => fixture.page.getByRole('dialog').filter({ hasText: 'full access' });

  async function waitForChip(text: string): Promise<void> {
    await fixture.panel.getByRole('button', { name: `Approval policy: ${text}`, exact: true }).waitFor();
  }

  async function pick(mode: string): Promise<void> {
    await chip().click();
    const row = fixture.page.locator('.quick-input-list .monaco-list-row');
    await row.filter({ hasText: mode }).first().click();
  }

  it('shows what the configuration says, and Agent picked in it edits without asking', async () => {
    const { panel } = fixture;
    await fixture.writePatchFiles();
    await waitForChip('Ask before edits');
    await pick('Agent');
    await waitForChip('Agent');
    await sendMessage(panel, 'patch');
    await waitForText(panel, 'The tool ran.');
    await waitForIdle(panel);
    assert.equal(await fixture.readFile('added.txt'), 'added line\n');
    assert.equal(await approvalCards(panel).count(), 0);
    await waitForChip('Agent');
  });

  it('a change in a running thread counts from the next turn', async () => {
    const { panel } = fixture;
    await pick('Read only');
    await waitForChip('Read only · from the next turn');
    await resizePanel(fixture.page, 300);
    const overflow = await panel.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const composer = document.querySelector('.composer-buttons');
      return [scrollWidth > clientWidth, (composer?.scrollWidth ?? 0) > (composer?.clientWidth ?? 0)];
    });
    assert.deepEqual(overflow, [false, false]);
    await sendMessage(panel, 'talk');
    await waitForText(panel, 'You said: talk');
    await waitForIdle(panel);
    await waitForChip('Read only');
  });

  it('plan mode is a toggle', async () => {
    const plan = panelButton(fixture.panel, 'Plan mode');
    assert.equal(await plan.getAttribute('aria-pressed'), 'false');
    await plan.click();
    await fixture.panel.getByRole('button', { name: 'Plan mode', pressed: true }).waitFor();
    await plan.click();
    await fixture.panel.getByRole('button', { name: 'Plan mode', pressed: false }).waitFor();
  });

  it('full access is confirmed once in a workspace, and outlives a reload', async () => {
    const { page } = fixture;
    await runCommand(page, 'Codex Chat: New Thread');
    await waitForChip('Read only');
    // The command ends with the focus in the composer, which would close a list that is open by then.
    await fixture.panel.locator('textarea:focus').waitFor();
    await pick('Full access');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    await waitForChip('Read only');
    await pick('Full access');
    await dialog().getByRole('button', { name: 'Give Full Access' }).click();
    await waitForChip('Full access');
    await page.reload();
    await fixture.findPanel();
    await waitForChip('Full access');
    await pick('Agent');
    await waitForChip('Agent');
    await pick('Full access');
    await waitForChip('Full access');
    assert.equal(await dialog().count(), 0);
  });
});
