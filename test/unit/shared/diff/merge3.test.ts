import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { lineEdit } from '../../../../src/shared/diff/lineEdit.ts';
import { merge3 } from '../../../../src/shared/diff/merge3.ts';
import { anyText, editedText } from './diffArbitraries.ts';

describe('merge3', () => {
  const base = 'a\nb\nc\nd\ne\nf\n';
  const table: [name: string, mine: string, theirs: string, merged: string | null][] = [
    ['edits apart from each other', 'A\nb\nc\nd\ne\nf\n', 'a\nb\nc\nd\nE\nf\n', 'A\nb\nc\nd\nE\nf\n'],
    ['the same edit', 'a\nX\nc\nd\ne\nf\n', 'a\nX\nc\nd\ne\nF\n', 'a\nX\nc\nd\ne\nF\n'],
    ['an insertion and a removal', 'a\nb\nnew\nc\nd\ne\nf\n', 'a\nb\nc\nd\ne\n', 'a\nb\nnew\nc\nd\ne\n'],
    ['two edits of one line', 'a\nX\nc\nd\ne\nf\n', 'a\nY\nc\nd\ne\nf\n', null],
    ['edits of neighbouring lines', 'a\nX\nc\nd\ne\nf\n', 'a\nb\nY\nd\ne\nf\n', null],
    ['two insertions at one place', 'a\nX\nb\nc\nd\ne\nf\n', 'a\nY\nb\nc\nd\ne\nf\n', null],
    ['a lost last newline', 'A\nb\nc\nd\ne\nf\n', 'a\nb\nc\nd\ne\nf', 'A\nb\nc\nd\ne\nf'],
    ['a line after a lost last newline', 'a\nb\nc\nd\ne\nf', 'a\nb\nc\nd\ne\nf\ng\n', null],
  ];
  for (const [name, mine, theirs, merged] of table)
    it(name, () => {
      for (const result of [merge3(base, mine, theirs), merge3(base, theirs, mine)])
        assert.equal(result.kind === 'clean' ? result.text : null, merged);
    });

  it('tells both sides of a conflict', () => {
    const result = merge3(base, 'a\nX\nc\nd\ne\nf\n', 'a\nY\nc\nd\ne\nf\n');
    assert.deepEqual(result, {
      kind: 'conflict',
      conflicts: [{ base: 'b\n', mine: 'X\n', theirs: 'Y\n' }],
    });
  });

  it('gives the side that changed when only one did, or both the same', () => {
    fc.assert(
      fc.property(editedText, ([from, to]) => {
        assert.deepEqual(merge3(from, from, to), { kind: 'clean', text: to });
        assert.deepEqual(merge3(from, to, from), { kind: 'clean', text: to });
        assert.deepEqual(merge3(from, to, to), { kind: 'clean', text: to });
      }),
    );
  });

  it('keeps both of two edits with a line between them', () => {
    const part = fc.array(fc.constantFrom('a', 'b', '', '}'), { maxLength: 8 });
    fc.assert(
      fc.property(part, part, part, part, (first, second, newFirst, newSecond) => {
        const toText = (top: string[], bottom: string[]): string =>
          [...top, '--between 1--', '--between 2--', ...bottom, ''].join('\n');
        const result = merge3(toText(first, second), toText(newFirst, second), toText(first, newSecond));
        assert.deepEqual(result, { kind: 'clean', text: toText(newFirst, newSecond) });
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, and says the same whichever side is called mine', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (from, left, right) => {
        const one = merge3(from, left, right);
        const other = merge3(from, right, left);
        assert.equal(one.kind, other.kind);
        if (one.kind === 'clean' && other.kind === 'clean') assert.equal(one.text, other.text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('lineEdit', () => {
  it('turns one text into the other by whole lines', () => {
    fc.assert(
      fc.property(editedText, ([from, to]) => {
        const edit = lineEdit(from, to);
        if (!edit) return assert.equal(from, to);
        assert.ok(edit.start <= edit.end);
        assert.equal(from.slice(0, edit.start) + edit.text + from.slice(edit.end), to);
        for (const offset of [edit.start, edit.end])
          assert.ok(offset === 0 || offset === from.length || from[offset - 1] === '\n');
        return undefined;
      }),
      { numRuns: 1000 },
    );
  });
});
