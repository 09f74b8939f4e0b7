import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Frame, Locator } from 'playwright-core';
import { messageBox, pageDeadlineMs, transcriptRows, waitForText } from '../../support/panelPage.ts';
import { lookInFrames } from '../../support/lookInFrames.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

/**
 * Runs in each new frame: keeps the state from a page until `releaseState` is called, as a slow host would. By way of
 * what adds listeners, since VS Code writes the document anew, which removes those that are there.
 */
const holdState = `{
  const held = new Set();
  const gates = new Map();
  let isHeld = true;
  const add = globalThis.addEventListener.bind(globalThis);
  const remove = globalThis.removeEventListener.bind(globalThis);
  globalThis.addEventListener = (type, listener, ...rest) => {
    const gate = (event) => {
      if (isHeld && event.data?.type === 'snapshot') held.add(event.data);
      else listener(event);
    };
    if (type === 'message') gates.set(listener, gate);
    add(type, type === 'message' ? gate : listener, ...rest);
  };
  globalThis.removeEventListener = (type, listener, ...rest) =>
    remove(type, (type === 'message' && gates.get(listener)) || listener, ...rest);
  globalThis.releaseState = () => {
    isHeld = false;
    for (const data of held) dispatchEvent(new MessageEvent('message', { data }));
  };
}`;

describe('the message box of a page that is not drawn yet', () => {
  const fixture = useFixture();

  before(async () => {
    await fixture.page.context().addInitScript({ content: holdState });
  });

  /** Closes the panel and opens it again; `meanwhile` runs in the new page before that has its state. */
  async function openAgain(meanwhile: (frame: Frame, early: Locator) => Promise<void>): Promise<void> {
    const { page } = fixture;
    await runCommand(page, 'View: Toggle Secondary Side Bar Visibility');
    await page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
    await runCommand(page, 'Codex Chat: Open');
    const frame = await earlyFrame();
    await meanwhile(frame, frame.locator('.early-composer textarea'));
    await frame.evaluate('releaseState()');
    await fixture.findPanel();
  }

  async function earlyFrame(): Promise<Frame> {
    const look = async (frame: Frame): Promise<Frame | null> =>
      (await frame.locator('.early-composer textarea').isVisible()) ? frame : null;
    const frame = await lookInFrames(fixture.page, look, pageDeadlineMs);
    assert.ok(frame, 'a page has a box');
    return frame;
  }

  it('keeps what is typed into it after the draft, and its focus and place', async () => {
    await messageBox(fixture.panel).fill('half a thought, ');
    const before = await messageBox(fixture.panel).boundingBox();
    await openAgain(async (frame, early) => {
      assert.equal(await messageBox(frame).count(), 0);
      assert.deepEqual(await early.boundingBox(), before);
      await early.click();
      await fixture.page.keyboard.type('and the rest');
    });
    const { panel } = fixture;
    assert.equal(await messageBox(panel).inputValue(), 'half a thought, and the rest');
    assert.equal(await panel.locator('.early-composer').count(), 0);
    await panel.locator('#root .composer-field:focus').waitFor();
    await fixture.page.keyboard.type('!');
    assert.equal(await messageBox(panel).inputValue(), 'half a thought, and the rest!');
  });

  it('has the host keep that, too', async () => {
    await openAgain(() => Promise.resolve());
    assert.equal(await messageBox(fixture.panel).inputValue(), 'half a thought, and the rest!');
  });

  it('sends nothing while there is a draft, which it does not show', async () => {
    await openAgain(async (_frame, early) => {
      await early.click();
      await fixture.page.keyboard.type(' And more.');
      await fixture.page.keyboard.press('Enter');
      await fixture.page.keyboard.type('Still more.');
    });
    const { panel } = fixture;
    const all = 'half a thought, and the rest! And more.\nStill more.';
    await panel.waitForFunction(
      (text) => document.querySelector<HTMLTextAreaElement>('#root .composer-field')?.value === text,
      all,
    );
    await messageBox(panel).fill('');
  });

  it('sends by Enter, once, before the page is there', async () => {
    await openAgain(async (_frame, early) => {
      await early.click();
      await fixture.page.keyboard.type('in a hurry');
      await fixture.page.keyboard.press('Enter');
      assert.equal(await early.inputValue(), '');
      await fixture.page.keyboard.type('and');
    });
    const { panel } = fixture;
    await waitForText(panel, 'You said: in a hurry');
    assert.equal(await transcriptRows(panel, 'userMessage').count(), 1);
    assert.equal(await messageBox(panel).inputValue(), 'and');
  });

  it('is there in a new window, too', async () => {
    const { page } = fixture;
    await page.reload();
    const frame = await earlyFrame();
    assert.equal(await messageBox(frame).count(), 0);
    await frame.evaluate('releaseState()');
    await fixture.findPanel();
  });
});
