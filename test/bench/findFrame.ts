import type { Frame, Page } from 'playwright-core';

const deadlineMs = 30_000;

/** The frame of a window whose script has set a global of this name. Throws when none has after 30 s. */
export async function findFrame(page: Page, global: string): Promise<Frame> {
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      // A frame may go away, or be about to come, while it is asked.
      const isIt = frame.evaluate((name) => name in globalThis, global).catch(() => false);
      if (await isIt) return frame;
    }
    await page.waitForTimeout(50); // No event tells that the script of a nested frame has run.
  }
  throw new Error(`The page with "${global}" did not open.`);
}
