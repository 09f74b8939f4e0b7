import type { Frame } from 'playwright-core';
import { startBareTurns } from '../bareTurns.ts';
import type { BenchFamily } from '../bench.ts';
import { lastWordOf } from '../benchTexts.ts';
import { inPage, pageCpuMs, startBenchDemo, type BenchWindow } from '../benchWindow.ts';
import { interleave, medians } from '../interleave.ts';
import { createQuadraticExtension } from '../quadraticExtension.ts';
import { profileWindow } from '../profileWindow.ts';
import { median } from '../statistics.ts';

const long = 60_000;
const short = 20_000;
const deadlineMs = 120_000;

interface Sample {
  readonly wallS: number;
  readonly cpuS: number;
}

/** Sends one burst in a new thread: the time until its last word is shown, and the page's processor time for it. */
async function measureBurst(window: BenchWindow, deltas: number): Promise<Sample> {
  await window.newThread();
  const panel = await window.panel();
  const before = await pageCpuMs(window.page);
  const wallMs = await inPage(panel, 'sendAndAwait', `burst ${deltas}`, lastWordOf(deltas), deadlineMs);
  await settled(panel);
  return { wallS: wallMs / 1000, cpuS: ((await pageCpuMs(window.page)) - before) / 1000 };
}

/** The end of a turn is drawn after its last word: it counts as work for the burst. */
async function settled(panel: Frame): Promise<void> {
  await panel.locator('[data-turn-id].turn-completed').last().waitFor();
  await panel.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** A long message that comes as fast as codex can send it. */
export const streamBurst: BenchFamily = {
  figures: ['stream.burst.wall', 'stream.burst.cpu', 'stream.growth'],
  async run({ repeats, quadratic, profile, wants, note }) {
    const changed = quadratic ? await createQuadraticExtension() : undefined;
    const bench = await startBenchDemo(changed && { extensionPath: changed.path });
    const bare = await startBareTurns(bench.demo.model?.port ?? 0);
    try {
      const window = await bench.openWindow();
      const burst = (deltas: number) => (): Promise<Sample> => measureBurst(window, deltas);
      // The growth needs both lengths by turns, the burst needs the bare client: three sides in one round.
      const shorts: Sample[] = [];
      const samples = await interleave(repeats, {
        baseline: async () => ({ wallS: (await bare.run(`burst ${long}`)) / 1000, cpuS: 0 }),
        subject: async () => {
          if (wants('stream.growth')) shorts.push(await burst(short)());
          return burst(long)();
        },
      });
      note(`stream.burst: ${JSON.stringify(samples)}; of ${short}: ${JSON.stringify(shorts)}`);
      if (profile) await profileWindow(window, burst(long), note);
      const wall = medians(samples, ({ wallS }) => wallS);
      const cpu = median(samples.subject.map(({ cpuS }) => cpuS));
      return [
        { name: 'stream.burst.wall', ...wall },
        { name: 'stream.burst.cpu', value: cpu, baseline: wall.baseline },
        ...(shorts.length > 0
          ? [{ name: 'stream.growth', value: cpu, baseline: median(shorts.slice(1).map(({ cpuS }) => cpuS)) }]
          : []),
      ];
    } finally {
      await bare.stop();
      await bench.stop();
      await changed?.remove();
    }
  },
};
