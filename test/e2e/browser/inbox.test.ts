import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import {
  approvalCards,
  pageDeadlineMs,
  sendMessage,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { newThread } from '../asking.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

describe('what waits for an answer, outside the panel', () => {
  const fixture = useFixture({ settings: { 'codexChat.approvals.modal': 'never' } });

  const statusItem = (): Locator =>
    fixture.page.locator('.statusbar-item', { hasText: /Codex: \d+ waiting/ });
  const inboxRows = (): Locator => fixture.page.locator('.quick-input-list .monaco-list-row');

  /** A notification, in the list of all: VS Code shows no toasts to its test driver. */
  async function openNotification(text: string): Promise<Locator> {
    await runCommand(fixture.page, 'Notifications: Show Notifications');
    const told = fixture.page.locator('.notifications-center .notification-list-item', { hasText: text });
    await told.waitFor();
    return told;
  }

  async function hidePanel(): Promise<void> {
    await runCommand(fixture.page, 'View: Toggle Secondary Side Bar Visibility');
    await fixture.page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
  }

  async function showPanel(): Promise<void> {
    await runCommand(fixture.page, 'Codex Chat: Open');
    await fixture.findPanel();
  }

  async function startLater(name: string): Promise<void> {
    await sendMessage(fixture.panel, `later ${name} touch ${name}.txt`);
    await waitForText(fixture.panel, `later ${name}`);
  }

  async function askWhileHidden(name: string): Promise<void> {
    await startLater(name);
    await hidePanel();
    fixture.model.gate(name).open();
    await statusItem().waitFor();
  }

  async function pressRowButton(row: Locator, name: string): Promise<void> {
    await row.hover({ timeout: 1000 });
    await row.getByRole('button', { name, exact: true }).click({ timeout: 1000 });
  }

  /** What has just come up ignores presses: pressed until it has its effect, as a person would. */
  async function pressUntil(press: () => Promise<void>, isDone: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + pageDeadlineMs;
    while (!(await isDone())) {
      if (Date.now() > deadline) throw new Error('It was pressed in vain.');
      await press().catch(() => undefined);
    }
  }

  const exists = async (name: string): Promise<boolean> => (await fixture.readFile(name)) !== undefined;

  async function hasFocus(card: Locator): Promise<boolean> {
    return card.evaluate((element) => element.ownerDocument.activeElement === element);
  }

  async function waitForFocus(text: string): Promise<void> {
    const panel = await fixture.findPanel();
    const card = approvalCards(panel).filter({ hasText: text });
    await card.waitFor();
    const handle = await card.elementHandle();
    await panel.waitForFunction((element) => element?.ownerDocument.activeElement === element, handle);
    assert.ok(await hasFocus(card));
  }

  it('the status bar tells of it, and the inbox declines it; a closed notification answers nothing', async () => {
    const { page } = fixture;
    assert.equal(await statusItem().count(), 0);
    await askWhileHidden('declined');
    assert.match((await statusItem().getAttribute('class')) ?? '', /warning-kind/);
    assert.match((await statusItem().textContent()) ?? '', /Codex: 1 waiting/);
    const told = await openNotification('Codex asks to run a command: touch declined.txt');
    await told.hover();
    await told.getByRole('button', { name: /^Clear Notification/ }).click();
    await told.waitFor({ state: 'detached' });
    await statusItem().click();
    const row = inboxRows().filter({ hasText: 'touch declined.txt' });
    await row.filter({ hasText: 'later declined' }).waitFor();
    assert.equal(await inboxRows().count(), 1);
    await pressRowButton(row, 'Decline');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await statusItem().waitFor({ state: 'detached' });
    await showPanel();
    await waitForText(fixture.panel, 'The user said no.');
    await waitForIdle(fixture.panel);
    assert.equal(await exists('declined.txt'), false);
  });

  it('the inbox lists every thread, and what is answered leaves it while it is open', async () => {
    const { page, model } = fixture;
    await newThread(fixture);
    await startLater('first');
    await newThread(fixture);
    await startLater('second');
    await hidePanel();
    model.gate('first').open();
    await statusItem().filter({ hasText: 'Codex: 1 waiting' }).waitFor();
    model.gate('second').open();
    await statusItem().filter({ hasText: 'Codex: 2 waiting' }).waitFor();
    await statusItem().click();
    const [first, second] = ['first', 'second'].map((name) =>
      inboxRows()
        .filter({ hasText: `later ${name}` })
        .filter({ hasText: `touch ${name}.txt` }),
    );
    assert.ok(first && second);
    await first.waitFor();
    await second.waitFor();
    await pressUntil(
      () => pressRowButton(first, 'Accept'),
      async () => (await first.count()) === 0,
    );
    await second.waitFor();
    await statusItem().filter({ hasText: 'Codex: 1 waiting' }).waitFor();
    await second.click();
    await waitForFocus('touch second.txt');
    assert.equal(await exists('second.txt'), false);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+Alt+A');
    await waitForText(fixture.panel, 'The tool ran.');
    await waitForIdle(fixture.panel);
    await statusItem().waitFor({ state: 'detached' });
    assert.deepEqual([await exists('first.txt'), await exists('second.txt')], [true, true]);
  });

  it('a notification accepts it while the panel is hidden', async () => {
    const { page } = fixture;
    await newThread(fixture);
    await askWhileHidden('notified');
    const told = await openNotification('touch notified.txt');
    assert.equal(await told.getByRole('button', { name: 'Decline', exact: true }).count(), 1);
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
    await pressUntil(
      () => told.getByRole('button', { name: 'Accept', exact: true }).click({ timeout: 1000 }),
      () => exists('notified.txt'),
    );
    await statusItem().waitFor({ state: 'detached' });
    // The list stays open over the panel.
    await runCommand(page, 'Notifications: Clear All Notifications');
    await showPanel();
    await waitForText(fixture.panel, 'The tool ran.');
    await waitForIdle(fixture.panel);
  });

  it('Next Pending Approval goes through the threads; the commands answer what it shows', async () => {
    const { page, model } = fixture;
    await newThread(fixture);
    await startLater('here');
    await newThread(fixture);
    await startLater('there');
    model.gate('here').open();
    await statusItem().filter({ hasText: 'Codex: 1 waiting' }).waitFor();
    model.gate('there').open();
    await statusItem().filter({ hasText: 'Codex: 2 waiting' }).waitFor();
    await runCommand(page, 'Codex Chat: Next Pending Approval');
    await waitForFocus('touch here.txt');
    await runCommand(page, 'Codex Chat: Next Pending Approval');
    await waitForFocus('touch there.txt');
    await runCommand(page, 'Codex Chat: Decline');
    await waitForText(fixture.panel, 'The user said no.');
    await statusItem().filter({ hasText: 'Codex: 1 waiting' }).waitFor();
    await runCommand(page, 'Codex Chat: Accept');
    await waitForFocus('touch here.txt');
    assert.equal(await exists('here.txt'), false);
    await runCommand(page, 'Codex Chat: Accept');
    await waitForText(fixture.panel, 'The tool ran.');
    await statusItem().waitFor({ state: 'detached' });
    assert.deepEqual([await exists('here.txt'), await exists('there.txt')], [true, false]);
  });
});
