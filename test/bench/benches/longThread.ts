import type { Frame } from 'playwright-core';
import { createTempDirs } from '../../support/tempDirs.ts';
import type { BenchContext, BenchFamily, Measure } from '../bench.ts';
import {
  inPage,
  pageCpuMs,
  pageHeapBytes,
  startBenchDemo,
  type BenchDemo,
  type BenchWindow,
} from '../benchWindow.ts';
import { interleave, medians } from '../interleave.ts';
import { lookInFrames } from '../../support/lookInFrames.ts';
import { installProxy, type InstalledProxy, type Voice } from '../proxy/installProxy.ts';
import { percentile } from '../statistics.ts';
import { growingTurn, turnLines } from '../threadLines.ts';

const longTurns = 2_000;
const shortTurns = 10;
const itemsPerTurn = 10;
const appended = 200;
const appendGapMs = 20;
const mostPages = 1_500;
const idleMs = 60_000;
const settleMs = 15_000;
const deadlineMs = 120_000;
/** A reload takes some 100 ms. */
const reloadsPerRepeat = 3;
const restMs = 2_000;
const restShare = 0.05;
const megabyte = 1024 * 1024;

/** A window that shows a thread of its own, and the voice that adds to it. */
interface ThreadWindow {
  readonly window: BenchWindow;
  readonly voice: Voice;
}

async function openThread({ openWindow }: BenchDemo, proxy: InstalledProxy): Promise<ThreadWindow> {
  const window = await openWindow();
  const voice = await proxy.next();
  await startThread(window);
  return { window, voice };
}

/** Starts a thread with one small turn; returns its id. */
async function startThread(window: BenchWindow): Promise<string> {
  await window.newThread();
  await inPage(await window.panel(), 'runTurns', 'start', 1);
  const threadId = await window.probe.lastThreadId();
  if (threadId === null) throw new Error('No thread was started.');
  return threadId;
}

async function makeLong({ window, voice }: ThreadWindow, turns: number): Promise<void> {
  const threadId = (await window.probe.lastThreadId()) ?? '';
  await voice.say(turnLines(threadId, turns, itemsPerTurn));
  await inPage(await window.panel(), 'awaitWord', `endofturn${turns - 1}`, deadlineMs);
  await rested(window);
}

/** Waits until the host has nothing to do any more: what thousands of changed files take is in none of the figures. */
async function rested({ page, probe }: BenchWindow): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const before = (await probe.usage()).cpuMs;
    await page.waitForTimeout(restMs); // What is measured is what it does meanwhile.
    if ((await probe.usage()).cpuMs - before < restMs * restShare) return;
    if (Date.now() > deadline) throw new Error(`The host is still busy after ${deadlineMs} ms.`);
  }
}

/** Reloads the panel's page; the milliseconds from its `ready` to its first turn. */
async function reload(window: BenchWindow): Promise<number> {
  const reloadedAt = performance.timeOrigin + performance.now();
  await window.probe.execute('workbench.action.webview.reloadWebviewAction');
  const look = async (frame: Frame): Promise<number | null> => {
    const since = await inPage(frame, 'usableSince', 'Message Codex');
    return since !== null && since > reloadedAt ? inPage(frame, 'firstContentMs') : null;
  };
  const found = await lookInFrames(window.page, look, deadlineMs);
  if (found === null) throw new Error(`The reloaded page shows no turn after ${deadlineMs} ms.`);
  return found;
}

interface AppendCost {
  readonly hostMs: number;
  readonly pageMs: number;
}

let growing = 0;

/** Lets one message grow by small deltas; what one of them costs the host and the page. */
async function append({ window, voice }: ThreadWindow): Promise<AppendCost> {
  const panel = await window.panel();
  const threadId = (await window.probe.lastThreadId()) ?? '';
  const name = String((growing += 1));
  const lines = growingTurn(threadId, name, appended, `endofgrowing${name}`);
  await voice.say(lines.open);
  await window.page.waitForTimeout(1000); // The opening of the turn is in neither figure, nor what it starts.
  const hostBefore = (await window.probe.usage()).cpuMs;
  const pageBefore = await pageCpuMs(window.page);
  for (const delta of lines.deltas) {
    await voice.say([delta]);
    await window.page.waitForTimeout(appendGapMs); // The pace of the deltas.
  }
  await inPage(panel, 'awaitWord', `endofgrowing${name}`, deadlineMs);
  const hostMs = ((await window.probe.usage()).cpuMs - hostBefore) / appended;
  const pageMs = ((await pageCpuMs(window.page)) - pageBefore) / appended;
  await voice.say(lines.close);
  return { hostMs, pageMs };
}

async function measureAppend(
  long: ThreadWindow,
  short: ThreadWindow,
  { repeats, note }: BenchContext,
): Promise<readonly Measure[]> {
  const samples = await interleave(repeats, {
    baseline: async () => {
      await startThread(short.window);
      return append(short);
    },
    subject: () => append(long),
  });
  note(`thread.append: ${JSON.stringify(samples)}`);
  return [
    { name: 'thread.append.host', ...medians(samples, ({ hostMs }) => hostMs) },
    { name: 'thread.append.page', ...medians(samples, ({ pageMs }) => pageMs) },
  ];
}

async function measureScroll(
  { window }: ThreadWindow,
  emptyHeap: number,
  note: (line: string) => void,
): Promise<readonly Measure[]> {
  const report = await inPage(await window.panel(), 'scrollUp', mostPages);
  note(
    `thread.scroll: ${report.pages} pages, the longest frame ${Math.round(Math.max(...report.gapsMs))} ms`,
  );
  const heap = (await pageHeapBytes(window.page)) - emptyHeap;
  return [
    { name: 'thread.scroll.frame', value: percentile(report.gapsMs, 0.95), baseline: null },
    { name: 'thread.scroll.nodes', value: report.nodes, baseline: null },
    { name: 'thread.scroll.heap', value: heap / megabyte, baseline: null },
  ];
}

/** Looks at a window at rest, beside one without the extension, for the same minute. */
async function measureIdle(bench: BenchDemo, { window }: ThreadWindow): Promise<readonly Measure[]> {
  const without = await bench.openWindow({ without: true });
  await window.page.waitForTimeout(settleMs); // VS Code itself comes to rest.
  const panel = await window.panel();
  const pageTimers = await inPage(panel, 'firedTimers');
  const both = [window, without] as const;
  for (const { probe } of both) await probe.resetCounters({ watch: 'timers' });
  const before = await Promise.all(both.map(({ probe }) => probe.usage()));
  await window.page.waitForTimeout(idleMs); // The time that is looked at.
  const after = await Promise.all(both.map(({ probe }) => probe.usage()));
  const { timers, processes, wireBytes } = await window.probe.counters();
  const [ours = Number.NaN, bare = Number.NaN] = after.map(
    ({ cpuMs }, index) => (100 * (cpuMs - (before[index]?.cpuMs ?? Number.NaN))) / idleMs,
  );
  const fired = timers + (await inPage(panel, 'firedTimers')) - pageTimers;
  return [
    { name: 'idle.timers', value: fired, baseline: null },
    { name: 'idle.processes', value: processes, baseline: null },
    { name: 'idle.wire', value: wireBytes / 1024, baseline: null },
    { name: 'idle.cpu', value: ours, baseline: bare },
  ];
}

/** A thread far longer than usual: coming back to it, adding to it, reading through it, and leaving it alone. */
export const longThread: BenchFamily = {
  figures: [
    'thread.long',
    'thread.append.host',
    'thread.append.page',
    'thread.scroll.frame',
    'thread.scroll.nodes',
    'thread.scroll.heap',
    'idle.timers',
    'idle.processes',
    'idle.wire',
    'idle.cpu',
  ],
  async run(context) {
    const { repeats, wants, note } = context;
    const dirs = createTempDirs();
    const proxy = await installProxy(await dirs.make('proxy'));
    const bench = await startBenchDemo({ codexPath: proxy.codexPath });
    const voices: Voice[] = [];
    try {
      const short = await openThread(bench, proxy);
      const long = await openThread(bench, proxy);
      voices.push(short.voice, long.voice);
      const emptyHeap = await pageHeapBytes(long.window.page);
      await makeLong(short, shortTurns);
      await makeLong(long, longTurns);
      const measures: Measure[] = [];
      if (figuresOf(this, 'idle').some(wants)) measures.push(...(await measureIdle(bench, long)));
      if (wants('thread.long')) {
        const samples = await interleave(repeats * reloadsPerRepeat, {
          baseline: () => reload(short.window),
          subject: () => reload(long.window),
        });
        note(`thread.long: ${JSON.stringify(samples)}`);
        measures.push({ name: 'thread.long', ...medians(samples, (ms) => ms) });
      }
      if (figuresOf(this, 'thread.append').some(wants))
        measures.push(...(await measureAppend(long, short, context)));
      if (figuresOf(this, 'thread.scroll').some(wants))
        measures.push(...(await measureScroll(long, emptyHeap, note)));
      return measures;
    } finally {
      for (const voice of voices) voice.close();
      await bench.stop();
      await dirs.remove();
    }
  },
};

function figuresOf({ figures }: BenchFamily, family: string): readonly string[] {
  return figures.filter((name) => name.startsWith(`${family}.`));
}
