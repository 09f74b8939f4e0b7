import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fuzzDiffs } from '../../../support/fuzzDiffs.ts';

describe('damaged diffs', () => {
  it('never throw or hang, and are read the same either way', function fuzz() {
    this.timeout(60_000);
    const { parsed, applied, refused } = fuzzDiffs(20_000, 1);
    assert.equal(applied + refused, 20_000);
    assert.ok(parsed > 2000 && applied > 500, `${parsed} read, ${applied} applied`);
  });
});
