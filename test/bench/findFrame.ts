import type { Frame, Page } from 'playwright-core';
import { lookInFrames } from '../support/lookInFrames.ts';

const deadlineMs = 30_000;

/** The frame of a window whose script has set a global of this name. Throws when none has after 30 s. */
export async function findFrame(page: Page, global: string): Promise<Frame> {
  const isIt = (frame: Frame): Promise<boolean> => frame.evaluate((name) => name in globalThis, global);
  const found = await lookInFrames(page, async (frame) => ((await isIt(frame)) ? frame : null), deadlineMs);
  if (!found) throw new Error(`The page with "${global}" did not open.`);
  return found;
}
