import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { merge3 } from '../../../../src/shared/diff/merge3.ts';
import { anyText, editedText } from './diffArbitraries.ts';

describe('merge3', () => {
  const cases: readonly [string, string, string, string, string | undefined][] = [
    ['takes changes of both sides', 'a\nb\nc\nd\n', 'A\nb\nc\nd\n', 'a\nb\nc\nD\n', 'A\nb\nc\nD\n'],
    ['takes the same change once', 'a\nb\n', 'a\nX\n', 'a\nX\n', 'a\nX\n'],
    ['keeps a missing final newline of one side', 'a\nb\nc\n', 'a\nb\nc', 'A\nb\nc\n', 'A\nb\nc'],
    ['keeps CRLF', 'a\r\nb\r\nc\r\n', 'A\r\nb\r\nc\r\n', 'a\r\nb\r\nC\r\n', 'A\r\nb\r\nC\r\n'],
    ['joins an insertion and a removal apart', 'a\nb\nc\n', 'x\na\nb\nc\n', 'a\nb\n', 'x\na\nb\n'],
    ['refuses two changes of one line', 'a\nb\nc\n', 'a\nX\nc\n', 'a\nY\nc\n', undefined],
    ['refuses changes that touch', 'a\nb\nc\nd\n', 'a\nX\nc\nd\n', 'a\nb\nY\nd\n', undefined],
    ['refuses two insertions at one place', 'a\nb\n', 'a\nX\nb\n', 'a\nY\nb\n', undefined],
  ];
  for (const [name, base, mine, theirs, expected] of cases) {
    it(name, () => {
      const merged = merge3(base, mine, theirs);
      assert.deepEqual(
        merged,
        expected === undefined ? { kind: 'conflict' } : { kind: 'clean', text: expected },
      );
    });
  }

  it('is the other side where one side changed nothing, and the same from either side', () => {
    fc.assert(
      fc.property(editedText, anyText, ([base, mine], theirs) => {
        assert.deepEqual(merge3(base, mine, base), { kind: 'clean', text: mine });
        assert.deepEqual(merge3(base, base, mine), { kind: 'clean', text: mine });
        assert.deepEqual(merge3(base, mine, mine), { kind: 'clean', text: mine });
        assert.deepEqual(merge3(base, mine, theirs), merge3(base, theirs, mine));
      }),
      { numRuns: 500 },
    );
  });
});
