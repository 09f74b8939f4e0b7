import type { BenchFamily } from '../bench.ts';
import { inPage, startBenchDemo } from '../benchWindow.ts';

/** Fifty with the five samples that a check wants. */
const threadsPerRepeat = 10;
const turns = 20;
const megabyte = 1024 * 1024;

/** What a day of work leaves in the extension host. One sample: it grows over a thousand turns, noise does not. */
export const memoryThreads: BenchFamily = {
  figures: ['memory.threads'],
  async run({ repeats, note }) {
    const threads = threadsPerRepeat * repeats;
    const start = performance.now();
    const bench = await startBenchDemo();
    try {
      const window = await bench.openWindow();
      await inPage(await window.panel(), 'runTurns', 'warm', 2);
      const before = await window.probe.heapAfterGc();
      for (let thread = 0; thread < threads; thread++) {
        await window.newThread();
        await inPage(await window.panel(), 'runTurns', `t${thread}`, turns);
      }
      const after = await window.probe.heapAfterGc();
      const seconds = Math.round((performance.now() - start) / 1000);
      note(`memory.threads: ${threads} threads in ${seconds} s`);
      note(
        `memory.threads: ${Math.round(before / megabyte)} MB before, ${Math.round(after / megabyte)} MB after`,
      );
      return [{ name: 'memory.threads', value: (after - before) / megabyte, baseline: null }];
    } finally {
      await bench.stop();
    }
  },
};
