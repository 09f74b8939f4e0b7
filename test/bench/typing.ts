import type { Page } from 'playwright-core';
import { messageBox } from '../support/panelPage.ts';
import { inPage, type BenchWindow } from './benchWindow.ts';

const gapMs = 30;

/**
 * Types letters into the message box until `until` has settled, but at least `atLeast` of them, and takes them out
 * again. Returns for each how long it took from the press to the frame that showed it, in milliseconds.
 */
export async function typeUntil(
  window: BenchWindow,
  until: Promise<unknown>,
  atLeast: number,
): Promise<readonly number[]> {
  const panel = await window.panel();
  const state = { isOver: false };
  const over = until.finally(() => (state.isOver = true));
  await messageBox(panel).focus();
  await inPage(panel, 'startKeys');
  for (let typed = 0; typed < atLeast || !state.isOver; typed++) await press(window.page, typed);
  await over;
  const latencies = await inPage(panel, 'stopKeys');
  await messageBox(panel).fill('');
  return latencies;
}

async function press(page: Page, index: number): Promise<void> {
  const letter = index % 8 === 7 ? 'Space' : 'abcdefg'[index % 8];
  await page.keyboard.press(letter ?? 'a');
  await page.waitForTimeout(gapMs);
}
