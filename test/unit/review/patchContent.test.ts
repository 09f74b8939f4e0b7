import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { FileUpdateChange } from '../../../src/protocol/index.ts';
import { isSameBytes } from '../../../src/review/fileContent.ts';
import { contentBefore, type DiskContent, takeBack } from '../../../src/review/patchContent.ts';
import { diffTexts } from '../../../src/shared/diff/diffTexts.ts';
import { formatUnifiedDiff } from '../../../src/shared/diff/formatUnifiedDiff.ts';
import { editedText } from '../shared/diff/diffArbitraries.ts';
import { update } from './reviewFakes.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const add: FileUpdateChange = { path: '/w/a.txt', kind: { type: 'add' }, diff: 'new\n' };
const remove: FileUpdateChange = { path: '/w/a.txt', kind: { type: 'delete' }, diff: 'old\n' };
const edit = update('@@ -1 +1 @@\n-old\n+new\n');

describe('contentBefore', () => {
  const old = bytes('old\n');
  const now = bytes('new\n');
  type Seen = DiskContent | undefined;
  const cases: readonly [string, FileUpdateChange, Seen, Seen, DiskContent, Seen][] = [
    ['an update read in time', edit, old, undefined, now, old],
    ['an update read too late', edit, now, undefined, now, old],
    ['an update read too late of a file seen before', edit, now, old, now, old],
    ['an update that was never read', edit, undefined, undefined, now, old],
    ['an update whose file was changed since', edit, undefined, undefined, bytes('other\n'), undefined],
    ['an update read in time whose file was changed since', edit, old, undefined, bytes('other\n'), old],
    ['a new file read in time', add, null, undefined, now, null],
    ['a new file read too late', add, now, undefined, now, null],
    ['a replaced file read in time', add, old, undefined, now, old],
    ['a replaced file read too late', add, now, old, now, old],
    ['a deletion read in time, in another encoding', remove, bytes('öld\n'), undefined, null, bytes('öld\n')],
    ['a deletion read too late', remove, null, undefined, null, old],
  ];
  for (const [name, change, captured, known, after, expected] of cases) {
    it(`knows what there was before ${name}`, () => {
      const before = contentBefore(change, captured, known, after);
      assert.ok(
        before === undefined || expected === undefined ? before === expected : isSameBytes(before, expected),
      );
    });
  }

  it('takes any patch back, byte for byte', () => {
    fc.assert(
      fc.property(editedText, fc.integer({ min: 1, max: 3 }), ([before, after], context) => {
        fc.pre(before !== after);
        const change = update(formatUnifiedDiff(diffTexts(before, after, context)));
        const found = takeBack(change, bytes(after));
        assert.ok(found && isSameBytes(found, bytes(before)));
      }),
      { numRuns: 500 },
    );
  });
});
