import assert from 'node:assert/strict';
import { applyHunks } from '../../src/shared/diff/applyHunks.ts';
import { applyUnifiedDiff } from '../../src/shared/diff/applyUnifiedDiff.ts';
import { diffTexts } from '../../src/shared/diff/diffTexts.ts';
import { formatUnifiedDiff } from '../../src/shared/diff/formatUnifiedDiff.ts';
import { parseUnifiedDiff } from '../../src/shared/diff/parseUnifiedDiff.ts';
import { pastFileChange } from '../../src/shared/diff/pastFileChange.ts';
import { splitMoveSuffix } from '../../src/shared/diff/splitMoveSuffix.ts';

/** What a run of the fuzzer saw. */
export interface FuzzCounts {
  readonly parsed: number;
  readonly applied: number;
  readonly refused: number;
  /** The longest time that one diff took. */
  readonly slowestMs: number;
}

/** No diff of this size may take longer: it is far more than any needs, also on a busy machine. */
const hangMs = 2000;

/** A small generator of pseudo-random numbers (mulberry32): the same seed gives the same run everywhere. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const lines = [
  '',
  'a',
  'b',
  'c',
  '}',
  '+x',
  '-y',
  ' z',
  '@@ -1 +1 @@',
  '\\ No newline',
  'é😀',
  '\uFEFF',
  '\r',
];
const insertions = [
  '',
  '\n',
  '\r\n',
  '@@',
  '@@ -1 +1 @@\n',
  '@@ -0,0 +1,999999999 @@\n',
  '-',
  '+',
  ' ',
  '9',
  ',',
  '\\',
  '\\ No newline at end of file\n',
  '--- a\n',
  '\n\nMoved to: /x',
  '\uFEFF',
  '\0',
  '\uD800',
];

/**
 * Damages `count` diffs and reads, applies and takes back each. Throws when one throws, takes too long, or is answered
 * differently by two ways to the same result.
 */
export function fuzzDiffs(count: number, seed: number): FuzzCounts {
  const random = createRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[random(values.length)] as T;
  const text = (): string => {
    const body = Array.from(
      { length: random(30) },
      () => pick(lines) + pick(['\n', '\n', '\n', '\r\n']),
    ).join('');
    return pick(['', '', '', '\uFEFF']) + body + pick(['', '', 'end']);
  };
  const edited = (old: string): string => {
    const split = old.split('\n');
    for (let edits = random(5); edits > 0; edits--)
      split.splice(
        random(split.length + 1),
        random(3),
        ...Array.from({ length: random(3) }, () => pick(lines)),
      );
    return split.join('\n');
  };
  const counts = { parsed: 0, applied: 0, refused: 0, slowestMs: 0 };
  let before = '';
  let good = '';
  for (let index = 0; index < count; index++) {
    if (index % 10 === 0) {
      before = text();
      good = formatUnifiedDiff(diffTexts(before, edited(before), random(4)));
    }
    let diff = good;
    for (let damages = 1 + random(4); damages > 0; damages--) {
      const at = random(diff.length + 1);
      diff = diff.slice(0, at) + pick(insertions) + diff.slice(at + random(6));
    }
    const started = performance.now();
    const parsed = parseUnifiedDiff(diff);
    const whole = applyUnifiedDiff(before, diff);
    pastFileChange({ path: '/f', kind: { type: 'update', move_path: null }, diff }, before);
    splitMoveSuffix(diff);
    const tookMs = performance.now() - started;
    counts.slowestMs = Math.max(counts.slowestMs, tookMs);
    assert.ok(tookMs < hangMs, `${Math.round(tookMs)} ms for ${JSON.stringify(diff)}`);
    if (parsed.ok) {
      counts.parsed++;
      const applied = applyHunks(before, parsed.hunks);
      assert.equal(applied.ok, whole.ok, JSON.stringify({ before, diff }));
      if (applied.ok && whole.ok) assert.equal(applied.text, whole.text, JSON.stringify({ before, diff }));
      counts[applied.ok ? 'applied' : 'refused']++;
    } else {
      assert.ok(parsed.reason.length > 0);
      assert.equal(whole.ok, false, JSON.stringify({ before, diff }));
      counts.refused++;
    }
  }
  return counts;
}
