import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import type { ApprovalState } from '../../../src/shared/approvals/approvalState.ts';
import type { TurnState } from '../../../src/shared/thread/threadState.ts';
import { growingTurn } from '../../bench/threadLines.ts';
import type { BarePage } from '../../support/barePage.ts';
import { launchBrowser } from '../../support/chromium.ts';
import { makeTurns, openLongThread, threadId } from '../../support/longThreadHost.ts';
import { look, settle, wheel, type Seen } from '../transcriptPlace.ts';
import { commandCard } from '../../unit/webview/cards/cardFixtures.ts';

const mostNodes = 3000;
/** A reader does not see less. */
const tolerancePx = 2;

async function pressIn(page: Page, key: string): Promise<void> {
  await page.locator('[role=log]').focus();
  await page.keyboard.press(key);
}

function row(page: Page, id: string): ReturnType<Page['locator']> {
  return page.locator(`[data-row="${id}"]`);
}

function heldTurns(bare: BarePage): number {
  return bare.state().app.threads[threadId]?.turns.length ?? 0;
}

function countAsked(bare: BarePage): number {
  return bare.intents.filter(({ type }) => type === 'loadOlder').length;
}

/** An approval for the command of a turn. */
function approvalIn(turn: TurnState): ApprovalState {
  const state = turn.items.find(({ item: { type } }) => type === 'commandExecution');
  return { ...commandCard({}), id: 'approval', threadId, turnId: turn.id, itemId: state?.item.id ?? '' };
}

describe('a long thread', () => {
  let browser: Browser;
  let bare: BarePage;
  const turns = makeTurns(2000, 10);

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    const errors = bare.intents.filter(({ type }) => type === 'reportError');
    await bare.close();
    assert.deepEqual(errors, []);
  });

  async function open(options: Omit<Parameters<typeof openLongThread>[0], 'browser'>): Promise<Page> {
    bare = await openLongThread({ browser, ...options });
    await bare.page.locator('[data-row]').first().waitFor();
    // Markdown comes a little later, and makes other heights.
    await bare.page.locator('.md strong').first().waitFor();
    await settle(bare.page);
    return bare.page;
  }

  it('opens at its end and asks for no more than it needs', async () => {
    const page = await open({ turns });
    const seen = await look(page);
    assert.equal(seen.drawn.at(-1), turns.at(-1)?.id);
    assert.ok(seen.fromEndPx <= 1);
    assert.ok(seen.drawn.length < 10);
    assert.equal(countAsked(bare), 0);
  });

  it('goes up to its first turn and back, never with many nodes', async () => {
    const page = await open({ turns, pageSize: 100 });
    const most = await page.evaluate(async (firstId) => {
      const log = document.querySelector('[role=log]') as HTMLElement;
      let nodes = 0;
      while (log.scrollTop > 0 || document.querySelector(`[data-row="${firstId}"]`) === null) {
        log.dispatchEvent(new WheelEvent('wheel', { deltaY: -6000, bubbles: true }));
        log.scrollTop -= 6000;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        nodes = Math.max(nodes, document.querySelectorAll('*').length);
      }
      return nodes;
    }, turns[0]?.id ?? '');
    assert.equal(heldTurns(bare), turns.length);
    await pressIn(page, 'End');
    await row(page, turns.at(-1)?.id ?? '').waitFor();
    await page.locator('.jump-to-latest').waitFor({ state: 'detached' });
    const last = await look(page);
    assert.ok(last.fromEndPx <= 1);
    assert.ok(Math.max(most, last.nodes) < mostNodes, `${most} nodes`);
    assert.equal(countAsked(bare), Math.ceil((turns.length - 10) / 100));
  });

  it('does not move what the reader looks at when older turns come in', async () => {
    const page = await open({ turns, width: 300 });
    for (let pages = 1; pages <= 3; pages++) {
      const held = heldTurns(bare);
      const first = bare.state().app.threads[threadId]?.turns[0]?.id ?? '';
      // Straight to the top: there the browser by itself holds on to nothing.
      await wheel(page, -1_000_000);
      await row(page, first).waitFor();
      await page.waitForFunction(
        (id) => document.querySelector('[data-row]')?.getAttribute('data-row') !== id,
        first,
      );
      await settle(page);
      const top = await row(page, first).evaluate(
        (element) =>
          element.getBoundingClientRect().top -
          (element.closest('[role=log]')?.getBoundingClientRect().top ?? 0),
      );
      // It was at the top, below the line that says that older turns come.
      assert.ok(top > 0 && top < 60, `${top}`);
      assert.ok(heldTurns(bare) > held);
    }
  });

  it('holds the place within two pixels, whatever comes in above', async () => {
    const page = await open({ turns: turns.slice(-60), pageSize: 7 });
    await wheel(page, -900);
    let before = await look(page);
    while (heldTurns(bare) < 60) {
      const asked = countAsked(bare);
      await wheel(page, -400);
      const after = await look(page);
      const movedPx = await page.evaluate(
        ({ id, offsetPx }) => {
          const top = document.querySelector('[role=log]')?.getBoundingClientRect().top ?? 0;
          const box = document.querySelector(`[data-row="${id}"]`)?.getBoundingClientRect();
          return box ? top - box.top - offsetPx : null;
        },
        { id: before.row, offsetPx: before.offsetPx },
      );
      if (movedPx !== null)
        assert.ok(
          Math.abs(movedPx + 400) <= tolerancePx,
          `${before.row} moved ${movedPx} px with ${asked} pages asked`,
        );
      before = after;
    }
  });

  it('stays where it is at the very top while the line above it changes', async () => {
    const page = await open({ turns, pageSize: 0 });
    await wheel(page, -1_000_000);
    await page.getByRole('button', { name: 'Load Earlier Turns' }).waitFor();
    const first = await look(page);
    assert.equal(first.scrollTop, 0);
    await bare.send({ method: 'host/historyRequested', params: { threadId } });
    await page.getByText('Loading earlier turns').waitFor();
    await settle(page);
    assert.equal((await look(page)).offsetPx, first.offsetPx);
  });

  it('asks again after a failure only when the person says so', async () => {
    let fails = true;
    const page = await open({ turns, fails: () => fails });
    await wheel(page, -1_000_000);
    const retry = page.getByRole('button', { name: 'Retry' });
    await retry.waitFor();
    await wheel(page, 3000);
    await wheel(page, -1_000_000);
    assert.equal(countAsked(bare), 1);
    fails = false;
    await retry.click();
    await retry.waitFor({ state: 'detached' });
    await page.waitForFunction(() => (document.querySelector('[role=log]')?.scrollTop ?? 0) > 3000);
  });

  it('fills the view when the first turns do not', async () => {
    await open({ turns, shown: 1, pageSize: 2, height: 1200 });
    const { page } = bare;
    await page.waitForFunction(() => {
      const log = document.querySelector('[role=log]');
      return log !== null && log.scrollTop >= 2 * log.clientHeight;
    });
    await settle(page);
    const seen = await look(page);
    assert.ok(seen.fromEndPx <= 1);
    assert.ok(heldTurns(bare) < 20);
  });

  it('comes back to a place deep in the history after a reload', async () => {
    const page = await open({ turns: turns.slice(-300), pageSize: 50 });
    const target = turns.at(-120)?.id ?? '';
    while ((await look(page)).row > target) await wheel(page, -2000);
    await wheel(page, 333);
    const left = await look(page);
    await page.waitForFunction((id) => sessionStorage.getItem('state')?.includes(id), left.row);
    const state = await page.evaluate(() => sessionStorage.getItem('state'));
    await bare.close();

    bare = await openLongThread({ browser, turns: turns.slice(-300), pageSize: 50, stored: state ?? '' });
    await row(bare.page, left.row).waitFor();
    await bare.page.locator('.md strong').first().waitFor();
    await settle(bare.page);
    const back = await look(bare.page);
    assert.equal(back.row, left.row);
    assert.ok(Math.abs(back.offsetPx - left.offsetPx) <= tolerancePx);
    await bare.page.locator('.jump-to-latest').waitFor();
  });

  it('shows the end when the remembered turn is nowhere, and when the reader does not wait for it', async () => {
    const anchor = { turnId: 'gone', part: 0, offsetPx: 10 };
    const stored = JSON.stringify({ anchors: { [threadId]: anchor } });
    bare = await openLongThread({ browser, turns: turns.slice(-60), pageSize: 20, stored });
    await bare.page.locator('[data-row]').first().waitFor();
    await bare.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"long":null'));
    assert.equal(heldTurns(bare), 60);
    assert.ok((await look(bare.page)).fromEndPx <= 1);
    await bare.close();

    bare = await openLongThread({ browser, turns, pageSize: 5, stored });
    await bare.page.locator('[data-row]').first().waitFor();
    // The end is kept in view while its rows get their heights: a reader scrolls until it is left.
    for (let tries = 0; tries < 20 && (await look(bare.page)).fromEndPx <= 100; tries++)
      await wheel(bare.page, -500);
    const asked = countAsked(bare);
    const seen = await look(bare.page);
    assert.ok(seen.fromEndPx > 100);
    await settle(bare.page);
    assert.ok(countAsked(bare) <= asked + 1);
    assert.ok(heldTurns(bare) < 500);
  });

  it('keeps the place when the panel gets another width', async () => {
    const page = await open({ turns, width: 500 });
    await wheel(page, -3000);
    const left = await look(page);
    await page.setViewportSize({ width: 300, height: 700 });
    await settle(page);
    const now = await look(page);
    assert.equal(now.row, left.row);
  });

  it('focuses the card of an approval far from the view', async () => {
    const asking = turns.at(-8);
    assert.ok(asking);
    const page = await open({ turns, app: { approvals: [approvalIn(asking)] } });
    const card = page.locator('.approval');
    await card.waitFor();
    assert.ok((await look(page)).drawn.includes(asking.id));
    await bare.post({ type: 'focusApproval', approvalId: 'approval' });
    await page.locator('.approval:focus').waitFor();
    await settle(page);
    assert.ok(await card.evaluate((element) => element.getBoundingClientRect().top >= 0));
    assert.ok((await look(page)).drawn.includes(turns.at(-9)?.id ?? ''), 'its neighbours are drawn too');
  });

  it('does not take away what has the focus or is selected', async () => {
    const page = await open({ turns });
    const last = turns.at(-1)?.id ?? '';
    await row(page, last).locator('button, vscode-button').last().focus();
    await wheel(page, -4000);
    assert.ok((await look(page)).drawn.includes(last));
    const selected = (await look(page)).row;
    await page.locator('[role=log]').focus();
    await page.evaluate((id) => {
      const text = document.querySelector(`[data-row="${id}"] .user-text`);
      if (text) document.getSelection()?.selectAllChildren(text);
    }, selected);
    await wheel(page, -4000);
    const { drawn } = await look(page);
    assert.ok(drawn.includes(selected));
    assert.ok(!drawn.includes(last));
    assert.match(await page.evaluate(() => String(document.getSelection())), /^Question/);
  });

  it('goes by the keyboard', async () => {
    const page = await open({ turns });
    const { scrollTop } = await look(page);
    await pressIn(page, 'PageUp');
    await page.waitForFunction(
      (before) => (document.querySelector('[role=log]')?.scrollTop ?? 0) < before - 300,
      scrollTop,
    );
    await pressIn(page, 'Home');
    // Older turns come in above what was the first one.
    await row(page, turns.at(-10)?.id ?? '').waitFor();
    await page.waitForFunction(() => (document.querySelector('[role=log]')?.scrollTop ?? 0) > 3000);
    assert.equal(heldTurns(bare), 30);
    await pressIn(page, 'PageDown');
    await pressIn(page, 'End');
    await page.locator('.jump-to-latest').waitFor({ state: 'detached' });
    await row(page, turns.at(-1)?.id ?? '').waitFor();
  });

  it('draws only a part of a turn with hundreds of items', async () => {
    const page = await open({ turns: makeTurns(2, 700) });
    assert.ok((await look(page)).nodes < mostNodes);
    const partOf = ({ row: id }: Seen): number => Number(id.split('/')[1] ?? 0);
    let before = partOf(await look(page));
    for (let steps = 0; steps < 20; steps++) {
      await wheel(page, -2000);
      const seen = await look(page);
      assert.ok(seen.nodes < mostNodes);
      // A part is taller than 1000 px: no more of them are passed than were scrolled.
      assert.ok(before - partOf(seen) <= 2, `from part ${before} to ${partOf(seen)}`);
      before = partOf(seen);
    }
    assert.equal(await page.locator('[data-row="made-turn-1"] h2').count(), 0);
  });

  it('is quiet about turns that a reader scrolls to', async () => {
    const page = await open({ turns });
    const live = (): Promise<string | null> => page.locator('[role=log]').getAttribute('aria-live');
    await wheel(page, -6000);
    assert.equal(await live(), 'off');
    await page.getByRole('button', { name: 'Jump to Latest' }).click();
    await page.locator('.jump-to-latest').waitFor({ state: 'detached' });
    assert.equal(await live(), 'off');
    await bare.send(JSON.parse(growingTurn(threadId, 'q', 1, 'x').open[0] ?? '') as never);
    await page.locator('[data-row="growing-q"]').waitFor();
    assert.equal(await live(), 'polite');
  });
});
