import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Frame, Locator } from 'playwright-core';
import {
  messageBox,
  panelButton,
  sendMessage,
  surfaceFrame,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { newThread } from '../asking.ts';
import { useFixture } from '../fixture.ts';
import { runCommand, tabs } from '../workbench.ts';

describe('threads in editor tabs', () => {
  const fixture = useFixture();

  const tab = (place = 0): Promise<Frame> => surfaceFrame(fixture.page, place);
  const heading = (frame: Frame): Locator => frame.getByRole('heading', { level: 1 });
  const tabNamed = (name: string | RegExp): Locator => tabs(fixture.page).filter({ hasText: name });
  const sidebarTitle = (): Locator => fixture.page.locator('.part.auxiliarybar .pane-header').first();
  const threadRows = (title: string): Locator =>
    fixture.page
      .getByRole('tree', { name: /^Threads/ })
      .getByRole('treeitem')
      .filter({ hasText: title });

  /** What a tab's icon is drawn from. */
  async function iconOf(found: Locator): Promise<string> {
    return found.evaluate((element) =>
      [element, ...element.querySelectorAll('*')]
        .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::before')])
        .map(({ backgroundImage }) => backgroundImage)
        .join(' '),
    );
  }

  async function waitForFocus(frame: Frame): Promise<void> {
    await frame.locator('textarea:focus').waitFor();
  }

  /** Resolves when a new tab has taken the focus, and VS Code has given it once more: when all of the page is there. */
  async function waitForTab(frame: Frame): Promise<void> {
    await waitForFocus(frame);
    await panelButton(frame, 'Stop').waitFor();
  }

  /** By its key: the palette lists other commands with these words, those used last first. */
  async function openSidebar(): Promise<void> {
    await fixture.page.keyboard.press('Control+K');
    await fixture.page.keyboard.press('Control+Alt+O');
    await waitForFocus(fixture.panel);
  }

  async function closeTabs(): Promise<void> {
    await runCommand(fixture.page, 'View: Close All Editors');
    await tabs(fixture.page).first().waitFor({ state: 'detached' });
  }

  it('a button moves the thread to a tab with its draft, and back; the sidebar begins a new one', async () => {
    const { page, panel } = fixture;
    await sendMessage(panel, 'moved thread');
    await waitForText(panel, 'You said: moved thread');
    await waitForIdle(panel);
    await messageBox(panel).fill('a draft that moves');
    await panelButton(panel, 'Open in Editor').click();
    const moved = await tab();
    await waitForText(moved, 'You said: moved thread');
    await waitForFocus(moved);
    assert.equal(await messageBox(moved).inputValue(), 'a draft that moves');
    await tabNamed('moved thread').waitFor();
    assert.equal(await tabs(page).count(), 1);
    await panel.getByText('What should Codex do?').waitFor();
    assert.equal(await messageBox(panel).inputValue(), '');
    await panelButton(moved, 'Move to Sidebar').click();
    await tabs(page).first().waitFor({ state: 'detached' });
    await waitForText(panel, 'You said: moved thread');
    assert.equal(await messageBox(panel).inputValue(), 'a draft that moves');
    await messageBox(panel).fill('');
    await newThread(fixture);
  });

  it('two tabs and the sidebar run a turn each; what streams lands in its own transcript', async () => {
    const { page, panel, model } = fixture;
    await sendMessage(panel, 'hold left');
    await waitForText(panel, 'first half of left');
    await runCommand(page, 'Codex Chat: Open Thread in Editor');
    const left = await tab(0);
    await waitForText(left, 'first half of left');
    await waitForTab(left);
    await sendMessage(panel, 'hold right');
    await waitForText(panel, 'first half of right');
    await runCommand(page, 'Codex Chat: Open Thread to the Side');
    const right = await tab(1);
    await waitForText(right, 'first half of right');
    await waitForTab(right);
    await sendMessage(panel, 'hold side');
    await waitForText(panel, 'first half of side');

    await tabNamed('hold left (running)').waitFor();
    await tabNamed('hold right (running)').waitFor();
    await sidebarTitle().getByText('running').waitFor();
    assert.match(await iconOf(tabNamed('hold left')), /running-(dark|light)\.svg/);

    await messageBox(left).fill('typed left');
    await messageBox(right).fill('typed right');
    for (const name of ['right', 'side', 'left']) model.gate(name).open();
    const frames: [string, Frame][] = [
      ['left', left],
      ['right', right],
      ['side', panel],
    ];
    for (const [name, frame] of frames) {
      await waitForText(frame, `second half of ${name}`);
      await waitForIdle(frame);
      const others = frames.map(([other]) => other).filter((other) => other !== name);
      for (const other of others) assert.equal(await frame.getByText(`half of ${other}`).count(), 0);
    }
    assert.equal(await messageBox(left).inputValue(), 'typed left');
    assert.equal(await messageBox(right).inputValue(), 'typed right');
    assert.equal(await messageBox(panel).inputValue(), '');
    await tabNamed(/^hold left$/).waitFor();
    assert.match(await iconOf(tabNamed('hold left')), /idle-(dark|light)\.svg/);
    await sidebarTitle().getByText('running').waitFor({ state: 'detached' });
    await messageBox(left).fill('');
    await messageBox(right).fill('');
  });

  it('a thread that has a tab is brought up there, not shown twice', async () => {
    const { page, panel } = fixture;
    await panelButton(panel, 'Threads').click();
    const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'hold left' });
    await row.filter({ hasText: 'shown' }).click();
    await waitForFocus(await tab(0));
    assert.equal(await heading(panel).textContent(), 'hold side');
    assert.equal(await tabs(page).count(), 2);
    await closeTabs();
    assert.equal(await heading(panel).textContent(), 'hold side');
  });

  it('Stop and New Thread act on the tab that has the focus; the keyboard alone is enough', async () => {
    const { page, panel, model } = fixture;
    await runCommand(page, 'Codex Chat: New Thread in Editor');
    const own = await tab();
    await waitForFocus(own);
    await page.keyboard.type('hold keyed');
    await page.keyboard.press('Enter');
    await waitForText(own, 'first half of keyed');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+Alt+Q');
    await waitForIdle(own);
    await own
      .getByRole('log', { name: 'Transcript' })
      .getByText(/interrupted/i)
      .last()
      .waitFor();
    await runCommand(page, 'Codex Chat: Move Thread to Sidebar');
    await tabs(page).first().waitFor({ state: 'detached' });
    await waitForText(panel, 'hold keyed');
    await waitForFocus(panel);
    model.gate('keyed').open();
    await newThread(fixture);
  });

  it('what is typed in a tab that is closed begins the next new tab', async () => {
    const { page } = fixture;
    await runCommand(page, 'Codex Chat: New Thread in Editor');
    await waitForFocus(await tab());
    await page.keyboard.type('not lost');
    await openSidebar();
    await closeTabs();
    await runCommand(page, 'Codex Chat: New Thread in Editor');
    const next = await tab();
    await waitForFocus(next);
    assert.equal(await messageBox(next).inputValue(), 'not lost');
    await messageBox(next).fill('');
    await openSidebar();
    await closeTabs();
  });

  it('a thread that ends its turn unseen is unread and told of, and Open leads to it', async () => {
    const { page, panel, model } = fixture;
    await sendMessage(panel, 'hold unseen');
    await waitForText(panel, 'first half of unseen');
    await newThread(fixture);
    await page.locator('.pane-header[aria-label^="Threads"]').click();
    await threadRows('hold unseen').filter({ hasText: 'running' }).waitFor();
    model.gate('unseen').open();
    await threadRows('hold unseen').filter({ hasText: 'unread' }).waitFor();
    await runCommand(page, 'Notifications: Show Notifications');
    const told = page.locator('.notifications-center .notification-list-item', {
      hasText: 'Codex finished: hold unseen',
    });
    await told.getByRole('button', { name: 'Open', exact: true }).click();
    await waitForText(panel, 'second half of unseen');
    await waitForFocus(panel);
    await threadRows('hold unseen').filter({ hasText: 'unread' }).waitFor({ state: 'detached' });
    await page.locator('.pane-header[aria-label^="Threads"]').click();
  });

  it('a tab whose thread is deleted says so and offers a new one', async () => {
    const { page, panel } = fixture;
    await newThread(fixture);
    await sendMessage(panel, 'soon archived');
    await waitForText(panel, 'You said: soon archived');
    await waitForIdle(panel);
    await runCommand(page, 'Codex Chat: Open Thread in Editor');
    const gone = await tab();
    await waitForText(gone, 'You said: soon archived');
    await runCommand(page, 'Codex Chat: Archive Thread');
    await gone.getByText('This thread was archived.').waitFor();
    assert.equal(await tabs(page).count(), 1);
    await gone.getByRole('group', { name: 'History not loaded' }).getByText('New Thread').click();
    await gone.getByText('What should Codex do?').waitFor();
    await tabNamed(/^New Thread$/).waitFor();
    await closeTabs();
  });

  it('after a reload of the window each tab has its thread, draft and place again', async () => {
    const { page, panel } = fixture;
    await newThread(fixture);
    await sendMessage(panel, 'hold behind');
    await waitForText(panel, 'first half of behind');
    await panelButton(panel, 'Open in Editor').click();
    await waitForText(await tab(), 'first half of behind');
    await sendMessage(panel, 'long answer');
    await waitForText(panel, 'Paragraph 120');
    await waitForIdle(panel);
    await panelButton(panel, 'Open in Editor').click();
    await tabNamed(/^long answer$/).waitFor();
    let restored = await tab();
    await waitForText(restored, 'Paragraph 120');
    await messageBox(restored).fill('a draft in a tab');
    const log = (frame: Frame): Locator => frame.getByRole('log', { name: 'Transcript' });
    await log(restored).hover();
    await page.mouse.wheel(0, -700);
    await panelButton(restored, 'Jump to Latest').waitFor();
    const placeOf = (frame: Frame): Promise<number> => log(frame).evaluate((element) => element.scrollTop);
    await sendMessage(panel, 'in the sidebar');
    await waitForText(panel, 'You said: in the sidebar');
    await waitForIdle(panel);
    const place = await placeOf(restored);
    // By the command, not the browser's reload: VS Code writes down first which tabs are open.
    const loaded = page.waitForEvent('load');
    await runCommand(page, 'Developer: Reload Window');
    await loaded;
    await fixture.findPanel();
    restored = await tab();
    await waitForText(restored, 'Paragraph 120');
    assert.equal(await messageBox(restored).inputValue(), 'a draft in a tab');
    await tabNamed(/^long answer$/).waitFor();
    await restored.waitForFunction(
      ([wanted]) => {
        const transcript = document.querySelector('[role=log]');
        return transcript !== null && Math.abs(transcript.scrollTop - (wanted ?? 0)) < 3;
      },
      [place],
    );
    await waitForText(fixture.panel, 'You said: in the sidebar');
    assert.equal(await transcriptRows(fixture.panel).getByText('Paragraph 1 ').count(), 0);
    await sendMessage(restored, 'and on');
    await waitForText(restored, 'You said: and on');
    await waitForIdle(restored);
    // The one behind it comes back when it is chosen; what it did ended with the window.
    await tabNamed('hold behind').click();
    await tabNamed(/^hold behind$/).waitFor();
    const behind = await tab();
    await waitForText(behind, 'hold behind');
    await log(behind)
      .getByText(/interrupted/i)
      .last()
      .waitFor();
  });
});
