import { BareClient } from '../../support/bareClient.ts';
import { pinnedCodex } from '../../support/codexBinary.ts';
import { makeLongThread } from '../../support/makeLongThread.ts';
import type { BenchFamily, Measure } from '../bench.ts';
import { inPage, startBenchDemo, type BenchDemo, type BenchWindow } from '../benchWindow.ts';
import { interleave, medians } from '../interleave.ts';
import { readNewest, readTurns } from '../readTurns.ts';
import { median } from '../statistics.ts';

const longTurns = 2_000;
/** With the turn that a thread is started with: as many as the first page has. */
const shortTurns = 9;
const itemsPerTurn = 10;
const firstPageTurns = 10;
/** As many as a page is sent at once, see `src/panel/webviewSession.ts`. */
const olderPageTurns = 30;
const deadlineMs = 30_000;
/** An opening takes some 40 ms, as much as what else the machine does now and then. */
const samplesPerRepeat = 6;

async function makeThread({ demo }: BenchDemo, turns: number): Promise<string> {
  if (!demo.codexHome) throw new Error('The benchmark needs a codex home of its own.');
  return makeLongThread({
    codexPath: pinnedCodex(),
    codexHome: demo.codexHome,
    cwd: demo.workspace,
    firstMessage: 'say first',
    turns,
    itemsPerTurn,
  });
}

/** From the click on a thread's row until its last words are in the document. It was not shown before. */
async function open(window: BenchWindow, threadId: string, turns: number): Promise<number> {
  await window.newThread();
  const shown = inPage(await window.panel(), 'awaitContent', `endofturn${turns}`, deadlineMs);
  const [shownAt, clickedAt] = await Promise.all([shown, window.probe.openThread(threadId)]);
  return shownAt - clickedAt;
}

async function requestNewest(client: BareClient, threadId: string): Promise<number> {
  const start = performance.now();
  await readNewest(client, threadId);
  return performance.now() - start;
}

async function measurePages(
  window: BenchWindow,
  client: BareClient,
  threadId: string,
  { repeats, note }: { repeats: number; note(line: string): void },
): Promise<readonly Measure[]> {
  await open(window, threadId, longTurns);
  const panel = await window.panel();
  let { nextCursor } = await readTurns(client, threadId, null, firstPageTurns);
  const samples = await interleave(repeats * samplesPerRepeat, {
    baseline: async () => {
      const start = performance.now();
      ({ nextCursor } = await readTurns(client, threadId, nextCursor, olderPageTurns));
      return { shownMs: performance.now() - start, jumpPx: 0 };
    },
    subject: () => inPage(panel, 'pageUp', deadlineMs),
  });
  note(`thread.page: ${JSON.stringify(samples)}`);
  const jump = Math.max(...samples.subject.map(({ jumpPx }) => jumpPx));
  return [
    { name: 'thread.page.time', ...medians(samples, ({ shownMs }) => shownMs) },
    { name: 'thread.page.jump', value: jump, baseline: null },
  ];
}

/** Opening a stored thread of 2,000 turns, and paging back in it. */
export const openThread: BenchFamily = {
  figures: ['thread.open.request', 'thread.open.short', 'thread.page.time', 'thread.page.jump'],
  async run(context) {
    const { repeats, wants, note } = context;
    const bench = await startBenchDemo();
    let client: BareClient | undefined;
    try {
      const long = await makeThread(bench, longTurns);
      const short = await makeThread(bench, shortTurns);
      const window = await bench.openWindow();
      await window.panel();
      const bare = new BareClient(pinnedCodex(), bench.demo.codexHome ?? '');
      client = bare;
      await bare.initialize();
      const measures: Measure[] = [];
      if (wants('thread.open.request') || wants('thread.open.short')) {
        const samples = repeats * samplesPerRepeat;
        await window.probe.openBareThread({
          codexPath: pinnedCodex(),
          codexHome: bench.demo.codexHome ?? '',
        });
        const floors: number[] = [];
        const byRequest = await interleave(samples, {
          baseline: () => requestNewest(bare, long),
          subject: async () => {
            floors.push(await window.probe.showBareThread(long));
            return open(window, long, longTurns);
          },
        });
        await window.probe.closeBareThread();
        // The two are a tenth apart at most.
        const byShort = await interleave(samples * 2, {
          baseline: () => open(window, short, shortTurns),
          subject: () => open(window, long, longTurns),
        });
        note(`thread.open: ${JSON.stringify({ byRequest, floors, byShort })}`);
        measures.push({
          name: 'thread.open.request',
          ...medians(byRequest, (ms) => ms),
          floor: median(floors.slice(1)),
        });
        measures.push({ name: 'thread.open.short', ...medians(byShort, (ms) => ms) });
      }
      if (wants('thread.page.time') || wants('thread.page.jump'))
        measures.push(...(await measurePages(window, bare, long, context)));
      return measures;
    } finally {
      await client?.close();
      await bench.stop();
    }
  },
};
