import type { Frame, Page } from 'playwright-core';
import { inPage } from './benchWindow.ts';

const gapMs = 30;

/**
 * Types letters into the first text box of a frame until `until` has settled, but at least `atLeast` of them, and takes
 * them out again. Returns for each how long it took from the press to the frame that showed it, in milliseconds.
 */
export async function typeUntil(
  frame: Frame,
  until: Promise<unknown>,
  atLeast: number,
): Promise<readonly number[]> {
  const state = { isOver: false };
  const over = until.finally(() => (state.isOver = true));
  const box = frame.locator('textarea').first();
  await box.focus();
  await inPage(frame, 'startKeys');
  for (let typed = 0; typed < atLeast || !state.isOver; typed++) await press(frame.page(), typed);
  await over;
  const latencies = await inPage(frame, 'stopKeys');
  await box.fill('');
  return latencies;
}

async function press(page: Page, index: number): Promise<void> {
  const letter = index % 8 === 7 ? 'Space' : 'abcdefg'[index % 8];
  await page.keyboard.press(letter ?? 'a');
  await page.waitForTimeout(gapMs); // The pace of the typing.
}
