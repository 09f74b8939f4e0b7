import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { applyHunks } from '../../../../src/shared/diff/applyHunks.ts';
import { diffTexts } from '../../../../src/shared/diff/diffTexts.ts';
import { type Hunk, invertHunks } from '../../../../src/shared/diff/unifiedDiff.ts';
import { anyText, editedText } from './diffArbitraries.ts';

/** The hunks at `picked`, as they are numbered when the others are left out. */
function subset(hunks: readonly Hunk[], picked: readonly boolean[]): Hunk[] {
  let drift = 0;
  return hunks.flatMap((hunk, index) => {
    if (!picked[index]) return [];
    // A start with no lines names the line before: its number counts from there.
    const base = hunk.oldLines === 0 ? hunk.oldStart + 1 : hunk.oldStart;
    const newStart = base + drift - (hunk.newLines === 0 ? 1 : 0);
    drift += hunk.newLines - hunk.oldLines;
    return { ...hunk, newStart };
  });
}

/** Texts long enough for several hunks, whose lines occur often. */
const manyHunks = fc
  .tuple(
    fc.array(anyText, { minLength: 2, maxLength: 5 }),
    fc.array(editedText, { minLength: 1, maxLength: 4 }),
  )
  .map(([parts, edits]): [string, string] => {
    const glue = (side: 0 | 1): string =>
      parts.map((part, index) => `${part}\n${edits[index % edits.length]?.[side] ?? ''}\n`).join('');
    return [glue(0), glue(1)];
  });

describe('the hunks of two texts', () => {
  it('all give the new text, none give the old, and any subset applied and undone gives the old', () => {
    let several = 0;
    fc.assert(
      fc.property(
        fc.oneof(manyHunks, editedText),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        ([before, after], context, picked) => {
          const hunks = diffTexts(before, after, context);
          assert.deepEqual(applyHunks(before, hunks), { ok: true, text: after });
          assert.deepEqual(applyHunks(before, []), { ok: true, text: before });
          const some = subset(hunks, picked);
          if (some.length > 0 && some.length < hunks.length) several++;
          const applied = applyHunks(before, some);
          assert.ok(applied.ok);
          assert.deepEqual(applyHunks(applied.text, invertHunks(some)), { ok: true, text: before });
        },
      ),
      { numRuns: 2000 },
    );
    assert.ok(several > 200, `only ${several} real subsets`);
  });
});
