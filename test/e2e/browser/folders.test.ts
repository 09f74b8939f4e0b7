import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import {
  approvalCards,
  messageBox,
  panelButton,
  resizePanel,
  sendMessage,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { newThread } from '../asking.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

describe('working folders and agents', () => {
  const fixture = useFixture({
    furtherFolders: ['library'],
    configToml: '',
    configTables: '[features]\nmulti_agent_v2 = true\n',
  });

  const inLibrary = (...names: string[]): string =>
    path.join(path.dirname(fixture.demo.workspace), 'library', ...names);
  const chip = (text: string): Locator =>
    fixture.panel.getByRole('button', { name: `Working folder: ${text}`, exact: true });
  const choices = (): Locator => fixture.page.locator('.quick-input-list .monaco-list-row');
  const header = (): Locator => fixture.panel.getByRole('heading', { level: 1 });

  async function pickElsewhere(folder: string): Promise<void> {
    await choices().filter({ hasText: 'Another folder in the workspace…' }).click();
    // The dialog's own proposal comes a moment later, and goes with what is typed before it.
    await fixture.page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>('.quick-input-widget input.input');
      return input?.value.endsWith('/');
    });
    // With the folders in it, it is complete.
    await choices().filter({ hasText: '..' }).first().waitFor();
    await fixture.page.locator('.quick-input-widget input.input').fill(`${folder}/`);
    // While it reads that folder, the dialog ignores its button.
    const accept = fixture.page.locator('.quick-input-widget').getByRole('button', { name: 'Work Here' });
    for (let tries = 0; tries < 20 && (await accept.isVisible()); tries++) {
      await accept.click({ timeout: 1000 }).catch(() => undefined);
      await accept.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
    }
  }

  async function isOverflowing(): Promise<boolean> {
    return fixture.panel.evaluate(() => {
      const boxes = [document.documentElement, ...document.querySelectorAll('.composer, .composer-buttons')];
      return boxes.some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    });
  }

  it("is the active editor's root before the first message", async () => {
    const { page } = fixture;
    await chip('hello-service').waitFor();
    await writeFile(inLibrary('notes.md'), 'A note.\n');
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input').fill(inLibrary('notes.md'));
    await choices().filter({ hasText: 'notes.md' }).first().waitFor();
    await page.keyboard.press('Enter');
    await chip('library').waitFor();
    // What is no file of the workspace changes nothing.
    await runCommand(page, 'Preferences: Open User Settings (JSON)');
    await page.locator('.tab.active').filter({ hasText: 'settings.json' }).waitFor();
    assert.equal(await chip('library').count(), 1);
  });

  it('a thread works in the folder that is chosen, and may edit in the other root', async () => {
    const { panel, demo } = fixture;
    await chip('library').click();
    await choices().filter({ hasText: 'Another folder in the workspace…' }).waitFor();
    await choices().filter({ hasText: 'hello-service' }).click();
    await chip('hello-service').click();
    await choices().filter({ hasText: 'library' }).click();
    await chip('library').waitFor();
    await sendMessage(panel, 'add here.txt');
    await waitForText(panel, 'The tool ran.');
    await waitForIdle(panel);
    assert.ok(existsSync(inLibrary('here.txt')));
    await sendMessage(panel, `add ${path.join(demo.workspace, 'there.txt')}`);
    await panel.getByText('The tool ran.').nth(1).waitFor();
    await waitForIdle(panel);
    assert.ok(existsSync(path.join(demo.workspace, 'there.txt')));
    assert.equal(await approvalCards(panel).count(), 0);
    await panel.getByRole('button', { name: 'Approval policy: Agent', exact: true }).waitFor();
    await chip('library').waitFor();
  });

  it('says what codex reports of the thread', async () => {
    const { panel } = fixture;
    const info = panel.locator('.thread-info');
    const label = (await info.getAttribute('aria-label')) ?? '';
    assert.match(label, /Model: gpt-[\w.-]+\. Provider: scripted\. Effort: /);
    assert.ok(label.includes(`Folder: ${inLibrary()}`), label);
    assert.ok(label.includes(`Sandbox: writes in the working folder, ${fixture.demo.workspace}`), label);
  });

  it('another folder counts from the next turn', async () => {
    const { panel, page, demo } = fixture;
    await chip('library').click();
    await choices().filter({ hasText: 'hello-service' }).click();
    await chip('hello-service · from the next turn').waitFor();
    await resizePanel(page, 300);
    assert.equal(await isOverflowing(), false);
    await sendMessage(panel, 'add moved.txt');
    await panel.getByText('The tool ran.').nth(2).waitFor();
    await waitForIdle(panel);
    assert.ok(existsSync(path.join(demo.workspace, 'moved.txt')));
    await chip('hello-service').waitFor();
  });

  it('refuses a folder outside the workspace', async () => {
    const { page } = fixture;
    const outside = path.join(path.dirname(fixture.demo.workspace), 'private');
    await mkdir(outside);
    await chip('hello-service').click();
    await pickElsewhere(outside);
    await page.getByText('is not in this workspace').first().waitFor();
    assert.equal(await chip('hello-service').count(), 1);
  });

  it('a thread in a folder below a root is listed with the workspace', async () => {
    const { page, demo } = fixture;
    await newThread(fixture);
    await chip('library').click();
    await pickElsewhere(path.join(demo.workspace, 'src'));
    await chip('hello-service/src').waitFor();
    await page.reload();
    const panel = await fixture.findPanel();
    await chip('hello-service/src').waitFor();
    await sendMessage(panel, 'add below.txt');
    await waitForText(panel, 'The tool ran.');
    await waitForIdle(panel);
    assert.ok(existsSync(path.join(demo.workspace, 'src', 'below.txt')));
    await page.locator('.pane-header[aria-label^="Threads"]').click();
    const tree = page.getByRole('tree', { name: /^Threads/ });
    await tree.getByRole('treeitem').filter({ hasText: 'add below.txt' }).waitFor();
  });

  it("an agent's thread is read only, and leads back to its parent", async () => {
    const { panel, model } = fixture;
    await newThread(fixture);
    await sendMessage(panel, 'agent digging');
    await waitForText(panel, 'The tool ran.');
    await panel.locator('[data-agent-status="running"]').waitFor();
    await panel.getByRole('button', { name: 'Open the thread of /root/helper' }).click();
    await waitForText(panel, 'first half of digging');
    assert.equal(await header().innerText(), 'agent digging › /root/helper');
    const note = panel.getByRole('region', { name: 'Agent thread' });
    assert.match(await note.innerText(), /belongs to an agent of “agent digging”\. It is read-only\./);
    assert.equal(await messageBox(panel).count(), 0);
    assert.equal(await isOverflowing(), false);
    // Who came by the keyboard goes on by it.
    await panel.locator('vscode-button:focus').filter({ hasText: 'Open Parent Thread' }).waitFor();
    const back = panelButton(panel, 'Open Parent Thread');
    model.gate('digging').open();
    await waitForText(panel, 'second half of digging.');
    await waitForIdle(panel);
    await back.click();
    await waitForText(panel, 'The tool ran.');
    assert.equal(await header().innerText(), 'agent digging');
    await panel.getByText('Agent finished').waitFor();
    await panel.locator('textarea:focus').waitFor();
  });

  it('stops an agent in its own thread', async () => {
    const { panel } = fixture;
    await newThread(fixture);
    await sendMessage(panel, 'agent endless');
    await waitForText(panel, 'The tool ran.');
    await panel.getByRole('button', { name: 'Open the thread of /root/helper' }).click();
    await waitForText(panel, 'first half of endless');
    await panelButton(panel, 'Stop').click();
    await waitForIdle(panel);
    await panel.locator('.turn-interrupted').waitFor();
    await panelButton(panel, 'Open Parent Thread').click();
    await messageBox(panel).waitFor();
  });
});
