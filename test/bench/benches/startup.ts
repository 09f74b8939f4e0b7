import { BareClient } from '../../support/bareClient.ts';
import { pinnedCodex } from '../../support/codexBinary.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { bareHome } from '../bareHome.ts';
import type { BenchFamily } from '../bench.ts';
import { inPage, startBenchDemo, type BenchDemo } from '../benchWindow.ts';
import type { BareStart } from '../probe/probeApi.ts';
import { interleave, type Samples } from '../interleave.ts';
import { median } from '../statistics.ts';

const deadlineMs = 30_000;
/** Opening a window takes from 300 to 600 ms: a median of a few says little. */
const servers = 3;

interface Sample {
  readonly activateMs: number;
  readonly loadMs: number;
  readonly bytes: number;
  /** Until a first message went out, or could have. */
  readonly firstSendMs: number;
  /** What it waited for: when each was there, in milliseconds since the start. */
  readonly steps: Readonly<Record<string, number>>;
}

/** A new window whose panel is opened; its page sends a message as soon as it can. */
async function measureWindow(bench: BenchDemo, number: number): Promise<Sample> {
  // A word of its own: the thread of the window before may be shown for a moment.
  const window = await bench.openWindow({ sendWhenUsable: `say first${number}` });
  try {
    const panel = await window.panel();
    await panel.getByText(`first${number} endofsay`).first().waitFor({ timeout: deadlineMs });
    const activation = await window.probe.activation();
    const sentAt = await window.probe.requestedAt('turn/start');
    if (!activation || sentAt === null) throw new Error('The extension was not activated, or sent nothing.');
    const { at, activateMs, loadMs, bytes } = activation;
    const steps: Record<string, number> = {
      usable: Math.round(((await inPage(panel, 'usableSince', 'Message Codex')) ?? Number.NaN) - at),
    };
    for (const method of ['initialize', 'initialized', 'thread/start'])
      steps[method] = Math.round(((await window.probe.requestedAt(method)) ?? Number.NaN) - at);
    return { activateMs, loadMs, bytes, firstSendMs: sentAt - at, steps };
  } finally {
    await window.close();
  }
}

/** An empty view, shown in a new window as ours is, beside a bare client of codex: no extension can do with less. */
async function measureBareStart(bench: BenchDemo): Promise<BareStart> {
  const window = await bench.openWindow({ without: true });
  try {
    return await window.probe.startBare();
  } finally {
    await window.close();
  }
}

/** How long a client takes that does nothing but start codex and a thread. */
async function measureBare(codexHome: string, cwd: string): Promise<number> {
  const start = performance.now();
  const client = new BareClient(pinnedCodex(), codexHome);
  try {
    await client.initialize();
    await client.request('thread/start', { cwd });
    return performance.now() - start;
  } finally {
    await client.close();
  }
}

/** One window of each kind, by turns which of them comes first. */
interface Pair {
  readonly floor: BareStart;
  readonly ours: Sample;
}

/** Pairs of windows against bare clients, in a VS Code server of their own: it is slow with many windows of before. */
async function measureServer(repeats: number): Promise<Samples<number, Pair>> {
  const dirs = createTempDirs();
  const bench = await startBenchDemo();
  try {
    const { codexHome, cwd } = await bareHome(dirs, bench.demo.model?.port ?? 0);
    let number = 0;
    return await interleave(repeats, {
      baseline: () => measureBare(codexHome, cwd),
      subject: async () => {
        number += 1;
        if (number % 2 === 0)
          return { ours: await measureWindow(bench, number), floor: await measureBareStart(bench) };
        return { floor: await measureBareStart(bench), ours: await measureWindow(bench, number) };
      },
    });
  } finally {
    await bench.stop();
    await dirs.remove();
  }
}

/** What opening the panel in a new window takes: our activation, and codex until a first message can be sent. */
export const startup: BenchFamily = {
  figures: ['activate.time', 'activate.bytes', 'server.ready'],
  async run({ repeats, note }) {
    const baseline: number[] = [];
    const pairs: Pair[] = [];
    for (let server = 0; server < servers; server++) {
      const samples = await measureServer(repeats);
      baseline.push(...samples.baseline);
      pairs.push(...samples.subject);
    }
    note(`startup: ${JSON.stringify(pairs)}`);
    const ours = (pick: (sample: Sample) => number): number => median(pairs.map((pair) => pick(pair.ours)));
    return [
      { name: 'activate.time', value: ours(({ activateMs }) => activateMs), baseline: null },
      { name: 'activate.bytes', value: ours(({ bytes }) => bytes) / 1024, baseline: null },
      {
        name: 'server.ready',
        value: ours(({ firstSendMs }) => firstSendMs),
        baseline: median(baseline),
        floor: median(pairs.map(({ floor }) => floor.threadMs)),
      },
    ];
  },
};
