/**
 * `npm run bench [-- NAME… --check --quadratic --profile --repeats N]`: measures, prints one table and writes
 * `test/bench/results.json`. Needs a build. docs/performance.md explains the figures.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot, reportProgress } from '../support/cache.ts';
import type { BenchContext, BenchFamily, Measure } from './bench.ts';
import { budgets, type Budget } from './budgets.ts';
import { deltaLatency } from './benches/deltaLatency.ts';
import { diffEngine } from './benches/diffEngine.ts';
import { keystroke } from './benches/keystroke.ts';
import { longThread } from './benches/longThread.ts';
import { memoryThreads } from './benches/memoryThreads.ts';
import { openThread } from './benches/openThread.ts';
import { outputFlood } from './benches/outputFlood.ts';
import { reviewTouch } from './benches/reviewTouch.ts';
import { size } from './benches/size.ts';
import { startup } from './benches/startup.ts';
import { streamBurst } from './benches/streamBurst.ts';
import { streamPaced } from './benches/streamPaced.ts';
import { viewReady } from './benches/viewReady.ts';
import { formatTable } from './formatTable.ts';
import { isWanted, readBenchOptions } from './readBenchOptions.ts';
import { toResult, type Result } from './result.ts';

const families: readonly BenchFamily[] = [
  size,
  diffEngine,
  startup,
  viewReady,
  streamBurst,
  streamPaced,
  keystroke,
  deltaLatency,
  outputFlood,
  reviewTouch,
  openThread,
  longThread,
  memoryThreads,
];

async function measure(family: BenchFamily, context: BenchContext): Promise<readonly Measure[]> {
  try {
    return await family.run(context);
  } catch (error) {
    // The other figures are worth having; without a value this family's are not within their budgets.
    reportProgress(`${family.figures[0]}: ${error instanceof Error ? error.stack : String(error)}`);
    return family.figures.map((name) => ({ name, value: Number.NaN, baseline: null }));
  }
}

const limits: Readonly<Record<string, Budget>> = budgets;
const options = readBenchOptions(process.argv.slice(2), Object.keys(budgets));
const wants = (name: string): boolean => isWanted(name, options.names);
const results: Result[] = [];
for (const family of families) {
  if (!family.figures.some(wants)) continue;
  const { repeats, quadratic, profile } = options;
  const context = { repeats, quadratic, profile, wants, note: reportProgress };
  const measures = await measure(family, context);
  for (const figure of measures.filter(({ name }) => wants(name))) {
    const budget = limits[figure.name];
    if (!budget) throw new Error(`The figure ${figure.name} has no budget.`);
    results.push(toResult(figure, budget));
  }
}
await writeFile(
  path.join(repositoryRoot, 'test', 'bench', 'results.json'),
  `${JSON.stringify(results, null, 2)}\n`,
);
console.log(formatTable(results));
// Handles of a browser or a server that would not close must not keep the run alive.
process.exit(options.check && results.some(({ ok }) => !ok) ? 1 : 0);
