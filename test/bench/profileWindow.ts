import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CDPSession } from 'playwright-core';
import { repositoryRoot } from '../support/cache.ts';
import type { BenchWindow } from './benchWindow.ts';
import { selfTimes, type CpuProfile } from './selfTimes.ts';

const shown = 15;

/** Where a page's process spends its time, beside scripts: no profile of scripts shows it. */
async function pageSeconds(session: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  const wanted = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration', 'TaskDuration'];
  return new Map(metrics.filter(({ name }) => wanted.includes(name)).map(({ name, value }) => [name, value]));
}

/**
 * Runs `work` under the profilers of the window's page and of its extension host. Writes both profiles to
 * `test/.artifacts/bench` and tells where they are and what the most expensive functions are.
 */
export async function profileWindow(
  window: BenchWindow,
  work: () => Promise<unknown>,
  tell: (line: string) => void,
): Promise<void> {
  const session = await window.page.context().newCDPSession(window.page);
  await session.send('Performance.enable');
  const before = await pageSeconds(session);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await window.probe.startProfile();
  await work();
  const profiles: Readonly<Record<string, CpuProfile>> = {
    host: await window.probe.stopProfile(),
    page: (await session.send('Profiler.stop')).profile,
  };
  const after = await pageSeconds(session);
  await session.detach();
  const parts = [...after].map(([part, at]) => `${part} ${(at - (before.get(part) ?? 0)).toFixed(2)} s`);
  tell(`the page's process: ${parts.join(', ')}`);
  const folder = path.join(repositoryRoot, 'test', '.artifacts', 'bench');
  await mkdir(folder, { recursive: true });
  for (const [side, profile] of Object.entries(profiles)) {
    const file = path.join(folder, `${side}.cpuprofile`);
    await writeFile(file, JSON.stringify(profile));
    tell(`${side}: ${path.relative(repositoryRoot, file)}`);
    for (const { where, ms, share } of selfTimes(profile).slice(0, shown))
      tell(`  ${(share * 100).toFixed(1).padStart(5)} % ${ms.toFixed(0).padStart(6)} ms  ${where}`);
  }
}
