import type { BenchFamily } from '../bench.ts';
import { lastWordOf } from '../benchTexts.ts';
import { inPage, startBenchDemo } from '../benchWindow.ts';
import { interleave, medians } from '../interleave.ts';
import { percentile } from '../statistics.ts';
import { typeUntil } from '../typing.ts';

const deltas = 60_000;
const keys = 60;
const deadlineMs = 120_000;

/** Typing while a burst comes in, against typing in a quiet page. */
export const keystroke: BenchFamily = {
  figures: ['keystroke.latency'],
  async run({ repeats, note }) {
    const bench = await startBenchDemo();
    try {
      const window = await bench.openWindow();
      const samples = await interleave(repeats, {
        baseline: async () => {
          await window.newThread();
          return typeUntil(window, Promise.resolve(), keys);
        },
        subject: async () => {
          await window.newThread();
          const panel = await window.panel();
          const burst = inPage(panel, 'sendAndAwait', `burst ${deltas}`, lastWordOf(deltas), deadlineMs);
          await panel.locator('[data-turn-id]').first().waitFor();
          return typeUntil(window, burst, 1);
        },
      });
      const p95 = (latencies: readonly number[]): number => percentile(latencies, 0.95);
      note(
        `keystroke.latency: ${samples.subject.map((one) => `${p95(one).toFixed(1)} ms of ${one.length}`)}`,
      );
      return [{ name: 'keystroke.latency', ...medians(samples, p95) }];
    } finally {
      await bench.stop();
    }
  },
};
