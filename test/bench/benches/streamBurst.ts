import type { Frame } from 'playwright-core';
import { waitForIdle } from '../../support/panelPage.ts';
import { startBareRelay, type BareRelay } from '../bareRelay.ts';
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

/**
 * Sends one burst in a thread that was just begun, as the bare client does: the time until its last word is shown, and the
 * page's processor time for it.
 */
async function measureBurst(window: BenchWindow, deltas: number): Promise<Sample> {
  await window.newThread();
  const panel = await window.panel();
  await inPage(panel, 'sendAndAwait', 'say first', 'endofsay', deadlineMs);
  await settled(panel);
  const before = await pageCpuMs(window.page);
  const wallMs = await inPage(panel, 'sendAndAwait', `burst ${deltas}`, lastWordOf(deltas), deadlineMs);
  await settled(panel);
  return { wallS: wallMs / 1000, cpuS: ((await pageCpuMs(window.page)) - before) / 1000 };
}

/** The same burst to a page that shows it as it comes, with nothing of ours. */
async function measureRelay({ page }: BenchWindow, relay: BareRelay): Promise<Sample> {
  const before = await pageCpuMs(page);
  const wallMs = await relay.run(`burst ${long}`);
  return { wallS: wallMs / 1000, cpuS: ((await pageCpuMs(page)) - before) / 1000 };
}

/** The end of a turn is drawn after its last word: it counts as work for the burst. */
async function settled(panel: Frame): Promise<void> {
  await waitForIdle(panel);
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
    let relay: BareRelay | undefined;
    try {
      const window = await bench.openWindow();
      const plain = await startBareRelay(window, bench.demo.model?.port ?? 0);
      relay = plain;
      const burst = (deltas: number) => (): Promise<Sample> => measureBurst(window, deltas);
      // The growth needs both lengths by turns, the burst needs the bare client and the floor: four sides in one round.
      const shorts: Sample[] = [];
      const floors: Sample[] = [];
      const samples = await interleave(repeats, {
        baseline: async () => ({ wallS: (await bare.run(`burst ${long}`)) / 1000, cpuS: 0 }),
        subject: async () => {
          if (wants('stream.burst.wall') || wants('stream.burst.cpu'))
            floors.push(await measureRelay(window, plain));
          if (wants('stream.growth')) shorts.push(await burst(short)());
          return burst(long)();
        },
      });
      note(
        `stream.burst: ${JSON.stringify(samples)}; of ${short}: ${JSON.stringify(shorts)}; with nothing of ours: ${JSON.stringify(floors)}`,
      );
      if (profile) await profileWindow(window, burst(long), note);
      const wall = medians(samples, ({ wallS }) => wallS);
      const cpu = median(samples.subject.map(({ cpuS }) => cpuS));
      const floor = (pick: (sample: Sample) => number): number | undefined =>
        floors.length > 1 ? median(floors.slice(1).map(pick)) : undefined;
      return [
        { name: 'stream.burst.wall', ...wall, floor: floor(({ wallS }) => wallS) },
        {
          name: 'stream.burst.cpu',
          value: cpu,
          baseline: wall.baseline,
          floor: floor(({ cpuS }) => cpuS),
        },
        ...(shorts.length > 0
          ? [{ name: 'stream.growth', value: cpu, baseline: median(shorts.slice(1).map(({ cpuS }) => cpuS)) }]
          : []),
      ];
    } finally {
      await relay?.stop();
      await bare.stop();
      await bench.stop();
      await changed?.remove();
    }
  },
};
