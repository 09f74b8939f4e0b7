import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../support/cache.ts';
import type { BenchWindow } from './benchWindow.ts';
import { selfTimes, type CpuProfile } from './selfTimes.ts';
import { traceTimes, type TraceEvent } from './traceTimes.ts';

const shown = 15;

/** What a page does beside running scripts, which no profile of scripts shows: layout, paint and the like. */
async function traceWindow(
  { page }: BenchWindow,
  work: () => Promise<unknown>,
): Promise<readonly TraceEvent[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The window has no browser.');
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: readonly TraceEvent[];
  };
  return trace.traceEvents;
}

/**
 * Runs `work` under the profilers of the window's page and of its extension host, then once more under a trace of the
 * page's process. Writes the profiles to `test/.artifacts/bench` and tells where they are and what is most expensive.
 */
export async function profileWindow(
  window: BenchWindow,
  work: () => Promise<unknown>,
  tell: (line: string) => void,
): Promise<void> {
  const session = await window.page.context().newCDPSession(window.page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await window.probe.startProfile();
  await work();
  const profiles: Readonly<Record<string, CpuProfile>> = {
    host: await window.probe.stopProfile(),
    page: (await session.send('Profiler.stop')).profile,
  };
  await session.detach();
  const folder = path.join(repositoryRoot, 'test', '.artifacts', 'bench');
  await mkdir(folder, { recursive: true });
  for (const [side, profile] of Object.entries(profiles)) {
    const file = path.join(folder, `${side}.cpuprofile`);
    await writeFile(file, JSON.stringify(profile));
    tell(`${side}: ${path.relative(repositoryRoot, file)}`);
    for (const { where, ms, share } of selfTimes(profile).slice(0, shown))
      tell(`  ${(share * 100).toFixed(1).padStart(5)} % ${ms.toFixed(0).padStart(6)} ms  ${where}`);
  }
  tell('the page, by what the browser did:');
  for (const { name, ms } of traceTimes(await traceWindow(window, work)).slice(0, shown))
    tell(`  ${ms.toFixed(0).padStart(6)} ms  ${name}`);
}
