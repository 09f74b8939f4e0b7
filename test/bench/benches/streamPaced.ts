import type { BenchFamily } from '../bench.ts';
import { inPage, startBenchDemo } from '../benchWindow.ts';
import { interleave, medians } from '../interleave.ts';
import type { FrameReport } from '../page/benchPage.ts';

const seconds = 20;
const lateMs = 50;
const deadlineMs = 60_000;

function latePercent({ gapsMs }: FrameReport): number {
  return (100 * gapsMs.filter((gap) => gap > lateMs).length) / Math.max(1, gapsMs.length);
}

/** A message at the pace of a fast model: frames and long tasks, against the same page at rest. */
export const streamPaced: BenchFamily = {
  figures: ['stream.paced.late', 'stream.paced.longTasks'],
  async run({ repeats, note }) {
    const bench = await startBenchDemo();
    try {
      const window = await bench.openWindow();
      const measure = async (work: () => Promise<unknown>): Promise<FrameReport> => {
        await window.newThread();
        const panel = await window.panel();
        await inPage(panel, 'startFrames');
        await work();
        return inPage(panel, 'stopFrames');
      };
      await inPage(await window.panel(), 'sendAndAwait', 'say warm', 'warm endofsay', deadlineMs);
      const samples = await interleave(
        repeats,
        {
          baseline: () => measure(() => window.page.waitForTimeout(seconds * 500)), // A page at rest is what is measured.
          subject: () =>
            measure(async () =>
              inPage(await window.panel(), 'sendAndAwait', `paced 300 ${seconds}`, 'endofpaced', deadlineMs),
            ),
        },
        false,
      );
      const longest = samples.subject.map(({ gapsMs }) => Math.round(Math.max(...gapsMs)));
      note(`stream.paced: the longest frames took ${longest.join(', ')} ms`);
      return [
        { name: 'stream.paced.late', ...medians(samples, latePercent) },
        { name: 'stream.paced.longTasks', ...medians(samples, ({ longTasks }) => longTasks) },
      ];
    } finally {
      await bench.stop();
    }
  },
};
