import { startBareRelay, type BareRelay } from '../bareRelay.ts';
import type { BenchFamily } from '../bench.ts';
import { inPage, pageHeapBytes, startBenchDemo } from '../benchWindow.ts';
import { interleave, medians } from '../interleave.ts';
import { profileWindow } from '../profileWindow.ts';
import { median, p95 } from '../statistics.ts';
import { typeUntil } from '../typing.ts';

const floodBytes = 200_000_000;
const deadlineMs = 120_000;
const megabyte = 1024 * 1024;

interface Sample {
  readonly hostBytes: number;
  readonly pageBytes: number;
  readonly keysMs: readonly number[];
  /** What of the output came over the wire. */
  readonly wireBytes: number;
}

/** A command that prints far more than anybody reads, against one that prints a line. */
export const outputFlood: BenchFamily = {
  figures: ['output.flood.host', 'output.flood.page', 'output.flood.keystroke'],
  async run({ repeats, profile, note }) {
    const bench = await startBenchDemo();
    let relay: BareRelay | undefined;
    try {
      const window = await bench.openWindow();
      const bare = await startBareRelay(window, bench.demo.model?.port ?? 0);
      relay = bare;
      const floors: number[] = [];
      const measure = async (command: string): Promise<Sample> => {
        await window.newThread();
        const panel = await window.panel();
        const heapBefore = await pageHeapBytes(window.page);
        await window.probe.heapAfterGc();
        const { rssBytes } = await window.probe.usage();
        await window.probe.resetCounters({ watch: 'memory' });
        const run = inPage(panel, 'sendAndAwait', `run ${command}`, 'endofrun', deadlineMs);
        await panel.locator('[data-turn-id]').first().waitFor();
        const keysMs = await typeUntil(panel, run, 60);
        const { peakRssBytes, wireBytes } = await window.probe.counters();
        const pageBytes = (await pageHeapBytes(window.page)) - heapBefore;
        return { hostBytes: peakRssBytes - rssBytes, pageBytes, keysMs, wireBytes };
      };
      const line = 'print a line that is printed again and again until it is enough';
      const flood = `yes ${line} | head -c ${floodBytes}`;
      const samples = await interleave(repeats, {
        baseline: () => measure('echo one line'),
        subject: async () => {
          floors.push(p95(await typeUntil(bare.frame, bare.run(`run ${flood}`), 60)));
          return measure(flood);
        },
      });
      if (profile) await profileWindow(window, () => measure(flood), note);
      const growth = samples.subject.map(({ hostBytes, wireBytes }) =>
        [hostBytes, wireBytes].map((bytes) => `${Math.round(bytes / megabyte)} MB`).join(' for '),
      );
      note(
        `output.flood: the host grew by ${growth.join(', ')} on the wire; keys ` +
          `${samples.subject.map(({ keysMs }) => p95(keysMs).toFixed(1))}, with nothing of ours ${floors.map((ms) => ms.toFixed(1))} ms`,
      );
      return [
        { name: 'output.flood.host', ...medians(samples, ({ hostBytes }) => hostBytes / megabyte) },
        { name: 'output.flood.page', ...medians(samples, ({ pageBytes }) => pageBytes / megabyte) },
        {
          name: 'output.flood.keystroke',
          ...medians(samples, ({ keysMs }) => p95(keysMs)),
          floor: median(floors.slice(1)),
        },
      ];
    } finally {
      await relay?.stop();
      await bench.stop();
    }
  },
};
