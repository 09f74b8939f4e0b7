import { startBareTurns } from '../bareTurns.ts';
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
    const bare = await startBareTurns(bench.demo.model?.port ?? 0);
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
      // What the machine leaves the page while a codex beside it runs the same burst for somebody else.
      await window.newThread();
      const floor = p95(await typeUntil(window, bare.run(`burst ${deltas}`), 1));
      note(`keystroke.latency: ${floor.toFixed(1)} ms while the burst goes to a bare client`);
      return [{ name: 'keystroke.latency', ...medians(samples, p95) }];
    } finally {
      await bare.stop();
      await bench.stop();
    }
  },
};
