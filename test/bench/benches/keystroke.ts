import { startBareRelay, type BareRelay } from '../bareRelay.ts';
import type { BenchFamily } from '../bench.ts';
import { lastWordOf } from '../benchTexts.ts';
import { inPage, startBenchDemo } from '../benchWindow.ts';
import { interleave, medians } from '../interleave.ts';
import { median, p95 } from '../statistics.ts';
import { typeUntil } from '../typing.ts';

const deltas = 60_000;
const keys = 60;
const deadlineMs = 120_000;

/** Typing while a burst comes in, against typing in a quiet page, and in a page that shows the burst as it comes. */
export const keystroke: BenchFamily = {
  figures: ['keystroke.latency'],
  async run({ repeats, note }) {
    const bench = await startBenchDemo();
    let relay: BareRelay | undefined;
    try {
      const window = await bench.openWindow();
      const bare = await startBareRelay(window, bench.demo.model?.port ?? 0);
      relay = bare;
      const floors: number[] = [];
      const samples = await interleave(repeats, {
        baseline: async () => {
          await window.newThread();
          return typeUntil(await window.panel(), Promise.resolve(), keys);
        },
        subject: async () => {
          floors.push(p95(await typeUntil(bare.frame, bare.run(`burst ${deltas}`), 1)));
          await window.newThread();
          const panel = await window.panel();
          const burst = inPage(panel, 'sendAndAwait', `burst ${deltas}`, lastWordOf(deltas), deadlineMs);
          await panel.locator('[data-turn-id]').first().waitFor();
          return typeUntil(panel, burst, 1);
        },
      });
      note(
        `keystroke.latency: ${samples.subject.map((one) => `${p95(one).toFixed(1)} ms of ${one.length}`)}; ` +
          `in the page with nothing of ours: ${floors.map((ms) => ms.toFixed(1))} ms`,
      );
      return [{ name: 'keystroke.latency', ...medians(samples, p95), floor: median(floors.slice(1)) }];
    } finally {
      await relay?.stop();
      await bench.stop();
    }
  },
};
