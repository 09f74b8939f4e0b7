import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import type { AppState, OutboxEntry } from '../../../src/shared/appState.ts';
import { growingTurn } from '../../bench/threadLines.ts';
import type { BarePage } from '../../support/barePage.ts';
import { launchBrowser } from '../../support/chromium.ts';
import { makeTurns, openLongThread, threadId } from '../../support/longThreadHost.ts';

function queued(clientId: string, text: string): OutboxEntry {
  const rest = { threadId, draftKey: 'draft', status: 'queued' as const, error: null, isHeld: false };
  return { clientId, text, ...rest };
}

const fiveQueued = Array.from({ length: 5 }, (_, index) => queued(`q${index}`, `Queued ${index}`));

/** Waits until the element that the selector names has the focus. */
function hasFocus(page: Page, selector: string): Promise<unknown> {
  return page.waitForFunction((wanted) => document.activeElement?.matches(wanted) === true, selector);
}

describe('the page without a mouse, and with little room', () => {
  let browser: Browser;
  let bare: BarePage;
  const turns = makeTurns(2, 10);

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    const errors = bare.intents.filter(({ type }) => type === 'reportError');
    await bare.close();
    assert.deepEqual(errors, []);
  });

  async function open(app: Partial<AppState> = {}, size = { width: 300, height: 600 }): Promise<Page> {
    bare = await openLongThread({ browser, turns, app, ...size });
    const { page } = bare;
    await page.locator('.md strong').first().waitFor();
    await page.waitForFunction(() => customElements.get('vscode-button') !== undefined);
    return page;
  }

  function startTurn(): Promise<void> {
    const { open: lines } = growingTurn(threadId, 'f', 1, 'end');
    return bare.send(...lines.map((line) => JSON.parse(line) as Parameters<BarePage['send']>[0]));
  }

  it('goes back to the field when Send was pressed and has nothing more to send', async () => {
    const page = await open();
    await page.locator('.composer-field').fill('hello');
    await page.keyboard.press('Tab');
    while (!(await page.evaluate(() => document.activeElement?.getAttribute('appearance') === 'primary')))
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await hasFocus(page, '.composer-field');
    assert.ok(bare.intents.some(({ type }) => type === 'submit'));
  });

  it('goes to the field when Stop was pressed, and when the turn ends by itself meanwhile', async () => {
    const page = await open();
    await startTurn();
    const stop = page.locator('.composer vscode-button', { hasText: 'Stop' });
    await stop.focus();
    await bare.send({ method: 'host/turnStopping', params: { threadId, turnId: 'growing-f' } });
    await hasFocus(page, '.composer-field');
    await bare.send({ method: 'host/turnStopFailed', params: { threadId, turnId: 'growing-f' } });
    await stop.focus();
    await bare.send({ method: 'host/serverLost', params: { generation: 1 } });
    await stop.waitFor({ state: 'detached' });
    await hasFocus(page, '.composer-field');
  });

  it('stays in the transcript when a button in it goes away', async () => {
    const page = await open();
    await bare.send({ method: 'host/historyFailed', params: { threadId, message: 'no disk' } });
    await page.locator('.history-failed vscode-button').first().focus();
    await bare.send({ method: 'host/historyRequested', params: { threadId } });
    await hasFocus(page, '[role=log]');
  });

  it('goes on when the queued message that has it is sent by itself', async () => {
    const page = await open({ outbox: fiveQueued.slice(0, 1) });
    await page.locator('[data-client-id="q0"] [data-action="edit"]').focus();
    await bare.send({ method: 'host/messageSending', params: { clientId: 'q0' } });
    await page.locator('.queue').waitFor({ state: 'detached' });
    await hasFocus(page, '.composer-field');
  });

  it('is not taken from a person who went away', async () => {
    const page = await open({ outbox: fiveQueued.slice(0, 1) });
    await page.locator('[data-client-id="q0"] [data-action="edit"]').focus();
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await bare.send({ method: 'host/messageSending', params: { clientId: 'q0' } });
    await page.locator('.queue').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  });

  it('cuts the folder before it cuts the policy', async () => {
    const page = await open({
      chosenFolders: { [threadId]: `/workspace/${'a-very-long-folder-name/'.repeat(4)}` },
    });
    await page.locator('.folder-chip', { hasText: 'from the next turn' }).waitFor();
    const cutPx = (chip: string): Promise<number> =>
      page.locator(`${chip} .policy-name`).evaluate((name) => {
        const range = document.createRange();
        range.selectNodeContents(name);
        return range.getBoundingClientRect().width - name.getBoundingClientRect().width;
      });
    assert.ok((await cutPx('.folder-chip')) > 50);
    assert.equal(await cutPx('.policy-chip:not(.folder-chip)'), 0);
  });

  it('keeps the composer in view, however low the panel is and whatever stands above it', async () => {
    const failure = { kind: 'crashLoop', message: 'It ended again.', details: 'line\n'.repeat(30) } as const;
    const app = { outbox: fiveQueued, server: { kind: 'failed', failure } } as const;
    for (const height of [700, 400, 320]) {
      const page = await open(app, { width: 300, height });
      await page.locator('.queue-row').first().waitFor();
      await page.locator('.problem-banner').waitFor();
      const bottom = await page
        .locator('.composer')
        .evaluate((element) => element.getBoundingClientRect().bottom);
      assert.ok(bottom <= height, `its end is at ${bottom} of ${height} px`);
      if (height > 320) await bare.close();
    }
  });
});
