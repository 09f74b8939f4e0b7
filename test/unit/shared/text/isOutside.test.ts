import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isOutside } from '../../../../src/shared/text/isOutside.ts';

type Case = readonly [path: string, roots: readonly string[], outside: boolean];

const posix: readonly Case[] = [
  ['/work', ['/work'], false],
  ['/work/', ['/work'], false],
  ['/work/a', ['/work/'], false],
  ['/work/a/../b', ['/work'], false],
  ['/work/./a//b', ['/work'], false],
  ['/workspace', ['/work'], true],
  ['/work-2/a', ['/work'], true],
  ['/work/..', ['/work'], true],
  ['/work/../work/a', ['/work'], false],
  ['/work/a/../../etc/passwd', ['/work'], true],
  ['/work/../../../etc', ['/work'], true],
  ['/WORK/a', ['/work'], true],
  ['/', ['/work'], true],
  ['', ['/work'], false],
  ['a/b', ['/work'], false],
  ['.', ['/work'], false],
  ['../a', ['/work'], true],
  ['../lib/a', ['/work', '/lib'], false],
  ['/lib/a', ['/work', '/lib'], false],
  ['~', ['/work'], true],
  ['~/a', ['/work'], true],
  ['~a', ['/work'], false],
  ['/anything', ['/'], false],
  ['C:\\work\\a', ['/work'], false],
  ['/work\\..\\..\\etc', ['/work'], true],
  ['/work/a', [], true],
];

const windows: readonly Case[] = [
  ['C:\\work\\a', ['C:\\work'], false],
  ['c:/WORK/a', ['C:\\Work\\'], false],
  ['C:\\work\\..\\x', ['C:\\work'], true],
  ['C:\\workspace', ['C:\\work'], true],
  ['D:\\work\\a', ['C:\\work'], true],
  ['D:\\work\\a', ['C:\\work', 'd:\\work'], false],
  ['a\\b', ['C:\\work'], false],
  ['..\\b', ['C:\\work'], true],
  ['\\work\\a', ['C:\\work'], true],
  ['/work/a', ['C:\\work'], true],
  ['C:a', ['C:\\work'], true],
  ['\\\\server\\share\\work\\a', ['\\\\server\\share\\work'], false],
  ['\\\\server\\other\\work\\a', ['\\\\server\\share\\work'], true],
  ['\\\\?\\C:\\work\\a', ['C:\\work'], false],
  ['\\\\?\\UNC\\server\\share\\work', ['\\\\server\\share\\work'], false],
  ['\\\\.\\C:\\etc', ['C:\\work'], true],
  ['C:\\work\\.. \\x', ['C:\\work'], true],
  ['C:\\work\\...\\x', ['C:\\work'], true],
];

describe('isOutside', () => {
  for (const [path, roots, outside] of [...posix, ...windows]) {
    it(`${JSON.stringify(path)} is ${outside ? 'outside' : 'inside'} ${roots.join(' and ') || 'nothing'}`, () => {
      assert.equal(isOutside(path, roots), outside);
    });
  }

  it('agrees with walking the path', () => {
    const names = fc.constantFrom('a', 'work', '..', '.', '');
    fc.assert(
      fc.property(fc.array(names, { maxLength: 8 }), (segments) => {
        const walked: string[] = [];
        let left = false;
        for (const name of ['work', ...segments]) {
          if (name === '..') left ||= walked.pop() === undefined;
          else if (name !== '.' && name !== '') walked.push(name);
        }
        assert.equal(isOutside(`/work/${segments.join('/')}`, ['/work']), left || walked[0] !== 'work');
      }),
    );
  });
});
