import { fuzzDiffs } from '../support/fuzzDiffs.ts';

/** Reads and applies a million damaged diffs: `npm run fuzz:diff -- [COUNT] [SEED]`. */
const count = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 32);
console.log(`${count} damaged diffs, seed ${seed}`);
const started = performance.now();
const result = fuzzDiffs(count, seed);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `no throw, no hang, in ${seconds} s: ${result.parsed} could be read, ${result.applied} applied, ${result.refused} refused, ` +
    `the slowest took ${result.slowestMs.toFixed(1)} ms`,
);
