import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyHunks } from '../../../../src/shared/diff/applyHunks.ts';
import { diffSequences } from '../../../../src/shared/diff/diffSequences.ts';
import { diffTexts } from '../../../../src/shared/diff/diffTexts.ts';
import { formatUnifiedDiff } from '../../../../src/shared/diff/formatUnifiedDiff.ts';
import { countChanges } from '../../../../src/shared/diff/unifiedDiff.ts';

/** Length of the longest common subsequence, by the textbook table. */
function commonLength(a: readonly number[], b: readonly number[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const left of a) {
    const next = [0];
    for (const [index, right] of b.entries()) {
      next.push(left === right ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function numbered(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${text(index)}\n`).join('');
}

describe('diffSequences', () => {
  const ids = fc.array(fc.nat(4), { maxLength: 40 });

  it('finds a shortest edit', () => {
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        const { removed, added } = diffSequences(Int32Array.from(a), Int32Array.from(b), 1_000_000);
        const kept = a.filter((_, index) => removed[index] === 0);
        assert.deepEqual(
          kept,
          b.filter((_, index) => added[index] === 0),
        );
        assert.equal(kept.length, commonLength(a, b));
      }),
      { numRuns: 1000 },
    );
  });

  it('stays right under any work limit', () => {
    fc.assert(
      fc.property(ids, ids, fc.nat(200), (a, b, maxSteps) => {
        const { removed, added } = diffSequences(Int32Array.from(a), Int32Array.from(b), maxSteps);
        assert.deepEqual(
          a.filter((_, index) => removed[index] === 0),
          b.filter((_, index) => added[index] === 0),
        );
      }),
    );
  });
});

describe('diffTexts', () => {
  it('has no hunks for equal texts', () => {
    for (const text of ['', 'a', 'a\n', '\r\n']) assert.deepEqual(diffTexts(text, text), []);
  });

  it('writes the hunks that git writes', () => {
    const before = numbered(12, (index) => `line ${index + 1}`);
    const after = before.replace('line 2\n', 'line two\n').replace('line 12\n', 'line 12');
    assert.equal(
      formatUnifiedDiff(diffTexts(before, after)),
      '@@ -1,5 +1,5 @@\n line 1\n-line 2\n+line two\n line 3\n line 4\n line 5\n' +
        '@@ -9,4 +9,4 @@\n line 9\n line 10\n line 11\n-line 12\n+line 12\n\\ No newline at end of file\n',
    );
    assert.equal(formatUnifiedDiff(diffTexts('', 'a\n')), '@@ -0,0 +1 @@\n+a\n');
    assert.equal(formatUnifiedDiff(diffTexts('a\nb\n', 'a\nx\nb\n', 0)), '@@ -1,0 +2 @@\n+x\n');
  });

  it('joins changes whose context meets and keeps others apart', () => {
    const before = numbered(20, String);
    const near = before.replace('\n4\n', '\nfour\n').replace('\n11\n', '\neleven\n');
    const far = before.replace('\n4\n', '\nfour\n').replace('\n12\n', '\ntwelve\n');
    assert.equal(diffTexts(before, near).length, 1);
    assert.equal(diffTexts(before, far).length, 2);
  });

  it('applies without context too, for one kind of line end', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.deepEqual(applyHunks(before, diffTexts(before, after, 0)), { ok: true, text: after });
      }),
    );
  });

  it('compares files with thousands of changes exactly', () => {
    const before = numbered(10_000, (index) => `value ${index}`);
    const after = numbered(10_000, (index) => (index % 10 === 5 ? `changed ${index}` : `value ${index}`));
    const hunks = diffTexts(before, after);
    assert.equal(hunks.length, 1000);
    assert.deepEqual(countChanges(hunks), { added: 1000, removed: 1000 });
  });

  it('does not hang on files with little in common', () => {
    // A fixed permutation (7919 is coprime to 10,000) shares all lines in another order: the worst case.
    const before = numbered(10_000, String);
    const after = numbered(10_000, (index) => String((index * 7919) % 10_000));
    const few = numbered(10_000, (index) => String(((index * 7919) >> 3) % 3));
    for (const [a, b] of [
      [before, after],
      [few, numbered(10_000, (index) => String(((index * 104_729) >> 4) % 3))],
    ] as const) {
      assert.deepEqual(applyHunks(a, diffTexts(a, b)), { ok: true, text: b });
    }
  });
});
