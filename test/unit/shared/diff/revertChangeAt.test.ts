import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { lineChanges } from '../../../../src/shared/diff/lineChanges.ts';
import { revertChangeAt } from '../../../../src/shared/diff/revertChangeAt.ts';
import { editedText } from './diffArbitraries.ts';

describe('revertChangeAt', () => {
  const before = 'a\nb\nc\nd\ne\n';
  const table: [name: string, after: string, line: number, expected: string | null][] = [
    ['a changed line', 'a\nB\nc\nd\nE\n', 1, 'a\nb\nc\nd\nE\n'],
    ['an unchanged line', 'a\nB\nc\nd\nE\n', 2, null],
    ['the line after a removal', 'a\nc\nd\ne\n', 1, before],
    ['the line before a removal', 'a\nc\nd\ne\n', 0, before],
    ['an added line', 'a\nb\nx\ny\nc\nd\ne\n', 3, before],
    ['the end of the text', 'a\nb\nc\nd\nE\n', 5, before],
    ['an emptied text', '', 0, before],
  ];
  for (const [name, after, line, expected] of table)
    it(name, () => assert.equal(revertChangeAt(before, after, line), expected));

  it('leads back to the old text, change by change', () => {
    fc.assert(
      fc.property(editedText, ([from, to]) => {
        let text = to;
        // Each step makes the texts differ in fewer lines.
        for (let left = (from + to).length + 2; left > 0 && text !== from; left--) {
          const reverted = revertChangeAt(from, text, lineChanges(from, text)[0]?.newFrom ?? 0);
          if (reverted === null) break;
          text = reverted;
        }
        assert.equal(text, from);
      }),
    );
  });
});
