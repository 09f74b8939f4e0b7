import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { growingTurn } from '../../bench/threadLines.ts';
import type { BarePage } from '../../support/barePage.ts';
import { launchBrowser } from '../../support/chromium.ts';
import { makeTurns, openLongThread, threadId } from '../../support/longThreadHost.ts';
import { look, settle, wheel } from '../transcriptPlace.ts';

/** A reader does not see less. */
const tolerancePx = 2;

describe('following the end of a long thread', () => {
  let browser: Browser;
  let bare: BarePage;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    bare = await openLongThread({ browser, turns: makeTurns(2000, 10) });
    ({ page } = bare);
    // Markdown comes a little later, and makes other heights.
    await page.locator('.md strong').first().waitFor();
    await settle(page);
  });
  afterEach(() => bare.close());
  after(() => browser.close());

  async function assertFollows(): Promise<void> {
    await settle(page);
    assert.ok((await look(page)).fromEndPx <= 1);
    assert.equal(await page.locator('.jump-to-latest').count(), 0);
  }

  it('follows its end while a turn grows, and stays where the reader went meanwhile', async () => {
    const lines = growingTurn(threadId, 'g', 60, 'endofgrowing');
    const send = (list: readonly string[]): Promise<void> =>
      bare.send(...list.map((line) => JSON.parse(line) as Parameters<BarePage['send']>[0]));
    await send(lines.open);
    for (const delta of lines.deltas.slice(0, 30)) {
      await send([delta.replace('word', '\\n\\nword')]);
      await settle(page);
      assert.ok((await look(page)).fromEndPx <= 1);
    }
    await wheel(page, -2500);
    const left = await look(page);
    await send(lines.deltas.slice(30));
    await send(lines.close);
    await settle(page);
    const now = await look(page);
    assert.equal(now.row, left.row);
    assert.ok(Math.abs(now.offsetPx - left.offsetPx) <= tolerancePx);
    await page.getByRole('button', { name: 'Jump to Latest' }).click();
    await page.getByText('endofgrowing').waitFor();
    await page.locator('.jump-to-latest').waitFor({ state: 'detached' });
    await settle(page);
    assert.ok((await look(page)).fromEndPx <= 1);
  });

  it('goes on when the message box gets lower, as it does after sending, and text comes right then', async () => {
    await page.locator('.composer-field').evaluate((field) => {
      field.style.maxBlockSize = 'none';
      field.style.blockSize = '200px';
    });
    await settle(page);
    assert.ok((await look(page)).fromEndPx <= 1);
    await page.evaluate(async () => {
      const { port1, port2 } = new MessageChannel();
      await new Promise((resolve) => requestAnimationFrame(resolve));
      document.querySelector<HTMLElement>('.composer-field')?.style.removeProperty('block-size');
      // That frame is laid out, which moves the view; the browser tells of it in the next one.
      await new Promise((resolve) => {
        port1.addEventListener('message', resolve);
        port1.start();
        port2.postMessage(null);
      });
      port1.close();
      const last = [...document.querySelectorAll<HTMLElement>('[data-row]')].at(-1);
      last?.style.setProperty('padding-block-end', '300px');
    });
    await assertFollows();
  });

  it('goes on when the content was shorter for a moment and is longer before the browser tells of it', async () => {
    await page.evaluate(() => {
      const last = [...document.querySelectorAll<HTMLElement>('[data-row]')].at(-1);
      const log = document.querySelector('[role=log]');
      if (!last || !log) throw new Error('There is no transcript.');
      const before = log.scrollTop;
      last.style.setProperty('margin-block-end', '-120px');
      if (log.scrollTop >= before) throw new Error('The view has not moved.');
      last.style.setProperty('margin-block-end', '300px');
    });
    await assertFollows();
  });

  it('goes on when the content gets shorter by more than a view, and a little longer before the browser tells of it', async () => {
    const last = page.locator('[data-row]').last();
    await last.evaluate((row) => row.style.setProperty('padding-block-end', '3000px'));
    await settle(page);
    assert.ok((await look(page)).fromEndPx <= 1);
    await last.evaluate((row) => {
      const log = row.closest('[role=log]');
      if (!log) throw new Error('There is no transcript.');
      const before = log.scrollTop;
      row.style.setProperty('padding-block-end', '0');
      if (log.scrollTop >= before - log.clientHeight) throw new Error('The view has not moved far enough.');
      row.style.setProperty('padding-block-end', '100px');
    });
    await assertFollows();
  });

  it('goes on when the content was a little shorter for a moment, and is as it was before the browser tells of it', async () => {
    await page.evaluate(() => {
      const last = [...document.querySelectorAll<HTMLElement>('[data-row]')].at(-1);
      const log = document.querySelector('[role=log]');
      if (!last || !log) throw new Error('There is no transcript.');
      const { scrollTop, scrollHeight } = log;
      const known = last.style.marginBlockEnd;
      last.style.setProperty('margin-block-end', `${Number.parseInt(known || '0') - 30}px`);
      if (log.scrollTop >= scrollTop) throw new Error('The view has not moved.');
      last.style.setProperty('margin-block-end', known);
      if (log.scrollHeight !== scrollHeight) throw new Error('The content is not as it was.');
    });
    await assertFollows();
  });

  it('leaves the end when the reader scrolls up a little while more comes in', async () => {
    await page.locator('[role=log]').hover();
    await page.mouse.wheel(0, -120);
    await page.evaluate(() => {
      const last = [...document.querySelectorAll<HTMLElement>('[data-row]')].at(-1);
      last?.style.setProperty('padding-block-end', '300px');
    });
    await page.locator('.jump-to-latest').waitFor();
    assert.ok((await look(page)).fromEndPx > 100);
  });
});
