import type { Frame, Page } from 'playwright-core';

const pollMs = 40;

/**
 * Looks into the frames of a window, the nested ones too, until `look` finds something (not null) in one, and resolves
 * with it; with null after `deadlineMs`. What `look` throws is nothing found: a frame may go away while it is asked.
 */
export async function lookInFrames<T>(
  page: Page,
  look: (frame: Frame) => Promise<T | null>,
  deadlineMs: number,
): Promise<T | null> {
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const found = await look(frame).catch(() => null);
      if (found !== null) return found;
    }
    await page.waitForTimeout(pollMs); // No event tells that the script of a nested frame has run.
  }
  return null;
}
