import type { Frame } from 'playwright-core';
import type { BenchFamily } from '../bench.ts';
import { inPage, startBenchDemo, type BenchWindow } from '../benchWindow.ts';
import { findFrame } from '../findFrame.ts';
import { interleave, medians } from '../interleave.ts';
import { percentile } from '../statistics.ts';

const perSecond = 20;
const seconds = 5;
const deadlineMs = 30_000;

/** How long a message with nothing in it takes to an empty page of the same window. */
async function measureBare(window: BenchWindow, frame: Frame): Promise<readonly number[]> {
  for (let sent = 0; sent < perSecond * seconds; sent++) {
    await window.probe.postBare();
    await window.page.waitForTimeout(1000 / perSecond); // The pace of the messages.
  }
  return frame.evaluate(() => (globalThis as unknown as { bareLatencies: number[] }).bareLatencies.splice(0));
}

/** How long each word takes from the read of its delta to the document. */
async function measureWords(window: BenchWindow): Promise<readonly number[]> {
  await window.newThread();
  const panel = await window.panel();
  await window.probe.startWords();
  await inPage(panel, 'startWords');
  await inPage(panel, 'sendAndAwait', `words ${perSecond} ${seconds}`, 'endofpaced', deadlineMs);
  const shown = await inPage(panel, 'stopWords');
  const read = await window.probe.stopWords();
  return Object.entries(read).flatMap(([word, at]) => {
    const shownAt = shown[word];
    return shownAt === undefined ? [] : [shownAt - at];
  });
}

/** From codex's output to the document, word by word, against a bare message from the host to a page. */
export const deltaLatency: BenchFamily = {
  figures: ['delta.latency.p50', 'delta.latency.p95'],
  async run({ repeats, note }) {
    const bench = await startBenchDemo();
    try {
      const window = await bench.openWindow();
      await window.panel();
      await window.probe.openBarePanel();
      const frame = await findFrame(window.page, 'bareLatencies');
      const samples = await interleave(repeats, {
        baseline: () => measureBare(window, frame),
        subject: () => measureWords(window),
      });
      note(`delta.latency: ${samples.subject.map(({ length }) => length)} words a sample`);
      const at = (fraction: number) => (latencies: readonly number[]) => percentile(latencies, fraction);
      return [
        { name: 'delta.latency.p50', ...medians(samples, at(0.5)) },
        { name: 'delta.latency.p95', ...medians(samples, at(0.95)) },
      ];
    } finally {
      await bench.stop();
    }
  },
};
