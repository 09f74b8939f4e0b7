import type { Page } from 'playwright-core';

/** What is at the top of the view, as a reader would say: the row, the line in it, and where it is. */
export interface Seen {
  readonly row: string;
  readonly offsetPx: number;
  readonly scrollTop: number;
  readonly fromEndPx: number;
  readonly nodes: number;
  readonly drawn: readonly string[];
}

/** Reads the first page whose transcript is shown. */
export function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const log = document.querySelector('[role=log]') as HTMLElement;
    const top = log.getBoundingClientRect().top;
    const rows = [...log.querySelectorAll<HTMLElement>('[data-row]')];
    const first = rows.find((row) => row.getBoundingClientRect().bottom > top);
    return {
      row: first?.dataset['row'] ?? '',
      offsetPx: top - (first?.getBoundingClientRect().top ?? 0),
      scrollTop: log.scrollTop,
      fromEndPx: log.scrollHeight - log.clientHeight - log.scrollTop,
      nodes: document.querySelectorAll('*').length,
      drawn: rows.map((row) => row.dataset['row'] ?? ''),
    };
  });
}

/** Two frames: what the page does after an event is on the screen. */
export function settle(page: Page): Promise<unknown> {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Scrolls as a wheel does, and waits until that is on the screen. */
export async function wheel(page: Page, deltaY: number): Promise<void> {
  await page.evaluate((by) => {
    const log = document.querySelector('[role=log]') as HTMLElement;
    log.dispatchEvent(new WheelEvent('wheel', { deltaY: by, bubbles: true }));
    log.scrollTop += by;
  }, deltaY);
  await settle(page);
}
