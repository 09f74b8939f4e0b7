import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  fitsTexts,
  isLineChange,
  lineChanges,
  modifiedRange,
  originalRange,
  spliceLines,
} from '../../../src/review/lineChange.ts';
import { editedText } from '../shared/diff/diffArbitraries.ts';

const normal = (text: string): string => text.replaceAll(/\r\n|\r|\n/g, '\n');

function undo(original: string, modified: string, index: number): string {
  const change = lineChanges(original, modified)[index];
  assert.ok(change);
  return spliceLines(modified, modifiedRange(change), original, originalRange(change));
}

describe('line changes', () => {
  const cases: readonly [string, string, string, string][] = [
    ['a changed line', 'a\nb\nc\n', 'a\nX\nc\n', 'a\nb\nc\n'],
    ['an added line', 'a\nc\n', 'a\nb\nc\n', 'a\nc\n'],
    ['a removed line', 'a\nb\nc\n', 'a\nc\n', 'a\nb\nc\n'],
    ['a removed first line', 'a\nb\n', 'b\n', 'a\nb\n'],
    ['a line added at an end without newline', 'a', 'a\nb', 'a'],
    ['a lost final newline', 'a\n', 'a', 'a\n'],
    ['a line of a CRLF file', 'a\r\nb\r\nc\r\n', 'a\r\nX\r\nc\r\n', 'a\r\nb\r\nc\r\n'],
    ['a file that was empty', '', 'a\n', ''],
  ];
  for (const [name, original, modified, expected] of cases)
    it(`undoes ${name}`, () => assert.equal(undo(original, modified, 0), expected));

  it('leaves the line ends of other lines alone', () => {
    assert.equal(undo('a\r\nb\nc\r\nd\n', 'a\r\nX\nc\r\nd\n', 0), 'a\r\nb\nc\r\nd\n');
  });

  it('gives the old text when all are undone, and the new when all are kept, in any order', () => {
    fc.assert(
      fc.property(editedText, fc.array(fc.nat(20), { maxLength: 60 }), ([before, after], order) => {
        const undoNext = (text: string, at: number): string => {
          const changes = lineChanges(before, text);
          return changes.length === 0 ? text : undo(before, text, at % changes.length);
        };
        const keepNext = (text: string, at: number): string => {
          const changes = lineChanges(text, after);
          const change = changes[at % Math.max(1, changes.length)];
          return change ? spliceLines(text, originalRange(change), after, modifiedRange(change)) : text;
        };
        const steps = [...order, ...Array.from({ length: 60 }, () => 0)];
        assert.equal(normal(steps.reduce(undoNext, after)), normal(before));
        assert.equal(normal(steps.reduce(keepNext, before)), normal(after));
      }),
      { numRuns: 300 },
    );
  });

  it('knows the hunks of its texts from those of older ones', () => {
    fc.assert(
      fc.property(editedText, ([before, after]) => {
        for (const change of lineChanges(before, after)) assert.ok(fitsTexts(before, after, change));
      }),
    );
    const [old] = lineChanges('a\nb\nc\nd\n', 'a\nX\nY\nc\nd\n');
    assert.ok(old);
    assert.equal(fitsTexts('a\nb\nc\nd\n', 'a\nX\nc\nd\n', old), false);
    assert.equal(fitsTexts('a\n', 'a\n', old), false);
    assert.equal(fitsTexts('a\n', 'b\n', { ...old, originalStartLineNumber: 0 }), false);
  });

  it('takes only what is one from a menu', () => {
    assert.ok(isLineChange(lineChanges('a', 'b')[0]));
    for (const value of [null, 1, {}, { originalStartLineNumber: 1 }])
      assert.equal(isLineChange(value), false);
  });
});
