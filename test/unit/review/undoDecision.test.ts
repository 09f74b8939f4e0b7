import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FileContent } from '../../../src/review/fileContent.ts';
import { decideUndo, isUnchanged, type UndoDecision } from '../../../src/review/undoDecision.ts';
import { absent, blob } from './reviewFakes.ts';

const texts = (content: FileContent): string | undefined =>
  content.kind === 'blob' ? content.hash.replaceAll(' ', '\n') : undefined;

describe('decideUndo', () => {
  const cases: readonly [string, FileContent, FileContent, FileContent, UndoDecision][] = [
    [
      'an untouched file',
      blob('a B c'),
      blob('a B c'),
      blob('a b c'),
      { kind: 'put', content: blob('a b c') },
    ],
    ['an untouched new file', blob('a'), blob('a'), absent, { kind: 'put', content: absent }],
    ['a deleted file', absent, absent, blob('a'), { kind: 'put', content: blob('a') }],
    ['a file that is back already', blob('a B c'), blob('a b c'), blob('a b c'), { kind: 'done' }],
    ['a new file that was removed since', blob('a'), absent, absent, { kind: 'done' }],
    [
      'edits elsewhere',
      blob('a B c d'),
      blob('a B c D'),
      blob('a b c d'),
      { kind: 'merged', text: 'a\nb\nc\nD' },
    ],
    ['edits in the same place', blob('a B c'), blob('a X c'), blob('a b c'), { kind: 'conflict' }],
    ['edits of a new file', blob('a'), blob('a b'), absent, { kind: 'conflict' }],
    ['a changed file that was removed since', blob('B'), absent, blob('b'), { kind: 'conflict' }],
    ['a deleted file that was made anew', absent, blob('x'), blob('a'), { kind: 'conflict' }],
    ['a file whose edits are not text', blob('B'), { kind: 'binary' }, blob('b'), { kind: 'conflict' }],
    ['what was never seen', blob('B'), blob('B'), { kind: 'unknown' }, { kind: 'impossible' }],
    ['what was too large', blob('B'), blob('B'), { kind: 'tooLarge' }, { kind: 'impossible' }],
  ];
  for (const [name, base, now, target, expected] of cases) {
    it(`decides about ${name}`, () => {
      const read = { base: texts(base), now: texts(now), target: texts(target) };
      assert.deepEqual(decideUndo(base, now, target, read), expected);
    });
  }
});

describe('isUnchanged', () => {
  const cases: readonly [FileContent, FileContent, boolean][] = [
    [blob('a'), blob('a'), true],
    [blob('a'), blob('b'), false],
    [blob('a'), absent, false],
    [absent, absent, true],
    [absent, blob('a'), false],
    [{ kind: 'binary' }, { kind: 'binary' }, true],
    [{ kind: 'binary' }, blob('a'), false],
  ];
  for (const [then, now, expected] of cases)
    it(`${JSON.stringify(then)} and ${JSON.stringify(now)}: ${expected}`, () =>
      assert.equal(isUnchanged(then, now), expected));
});
