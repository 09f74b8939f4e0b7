import type { Frame } from 'playwright-core';
import { resizePanel } from '../../support/panelPage.ts';
import type { BenchFamily } from '../bench.ts';
import { inPage, startBenchDemo, type BenchWindow } from '../benchWindow.ts';
import { interleave, medians } from '../interleave.ts';
import { lookInFrames } from '../../support/lookInFrames.ts';

const deadlineMs = 3_000;
/** VS Code ignores a click on a tab now and then, while it is still at work on the one before. */
const attempts = 5;
/** An opening takes some 100 ms. */
const samplesPerRepeat = 3;
/** Room for the tabs of both views. */
const panelWidth = 560;

/** Clicks a view's tab; the milliseconds until a text box with this name can be used in it, or null. */
async function click({ page }: BenchWindow, tab: string, boxName: string): Promise<number | null> {
  const label = page.locator('.part.auxiliarybar .composite-bar').getByRole('tab', { name: tab });
  await label.waitFor();
  // The click itself is made in the page: the driver looks before it clicks, which takes longer than the click.
  const clickedAt = await label.evaluate((element) => {
    const at = performance.timeOrigin + performance.now();
    const target = element.querySelector('.action-label') ?? element;
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, button: 0 }));
    return at;
  });
  const usableAfter = async (frame: Frame): Promise<number | null> => {
    const since = await inPage(frame, 'usableSince', boxName);
    return since !== null && since > clickedAt ? since - clickedAt : null;
  };
  return lookInFrames(page, usableAfter, deadlineMs);
}

async function open(window: BenchWindow, tab: string, boxName: string): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const ms = await click(window, tab, boxName);
    if (ms !== null) return ms;
  }
  throw new Error(`The view "${tab}" cannot be used after ${attempts} clicks.`);
}

/** Coming back to the panel, against an empty webview view beside it. */
export const viewReady: BenchFamily = {
  figures: ['view.ready'],
  async run({ repeats, note }) {
    const bench = await startBenchDemo();
    try {
      const window = await bench.openWindow();
      await window.panel();
      await resizePanel(window.page, panelWidth);
      const samples = await interleave(repeats * samplesPerRepeat, {
        baseline: () => open(window, 'Bench Empty', 'Empty view'),
        subject: () => open(window, 'Codex Chat', 'Message Codex'),
      });
      note(`view.ready: ${JSON.stringify(samples)}`);
      return [{ name: 'view.ready', ...medians(samples, (ms) => ms) }];
    } finally {
      await bench.stop();
    }
  },
};
