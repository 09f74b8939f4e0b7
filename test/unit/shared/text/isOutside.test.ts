import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isOutside } from '../../../../src/shared/text/isOutside.ts';

type Case = readonly [path: string, roots: readonly string[], outside: boolean];

const posix: readonly Case[] = [
  ['/proj', ['/proj'], false],
  ['/proj/', ['/proj'], false],
  ['/proj/a', ['/proj/'], false],
  ['/proj/a/../b', ['/proj'], false],
  ['/proj/./a//b', ['/proj'], false],
  ['/project', ['/proj'], true],
  ['/proj-2/a', ['/proj'], true],
  ['/proj/..', ['/proj'], true],
  ['/proj/../proj/a', ['/proj'], false],
  ['/proj/a/../../etc/passwd', ['/proj'], true],
  ['/proj/../../../etc', ['/proj'], true],
  ['/PROJ/a', ['/proj'], true],
  ['/', ['/proj'], true],
  ['', ['/proj'], false],
  ['a/b', ['/proj'], false],
  ['.', ['/proj'], false],
  ['../a', ['/proj'], true],
  ['../lib/a', ['/proj', '/lib'], false],
  ['/lib/a', ['/proj', '/lib'], false],
  ['~', ['/proj'], true],
  ['~/a', ['/proj'], true],
  ['~a', ['/proj'], false],
  ['/anything', ['/'], false],
  ['C:\\proj\\a', ['/proj'], false],
  ['/proj\\..\\..\\etc', ['/proj'], true],
  ['/proj/a', [], true],
];

const windows: readonly Case[] = [
  ['C:\\proj\\a', ['C:\\proj'], false],
  ['c:/PROJ/a', ['C:\\Proj\\'], false],
  ['C:\\proj\\..\\x', ['C:\\proj'], true],
  ['C:\\projspace', ['C:\\proj'], true],
  ['D:\\proj\\a', ['C:\\proj'], true],
  ['D:\\proj\\a', ['C:\\proj', 'd:\\proj'], false],
  ['a\\b', ['C:\\proj'], false],
  ['..\\b', ['C:\\proj'], true],
  ['\\proj\\a', ['C:\\proj'], true],
  ['/proj/a', ['C:\\proj'], true],
  ['C:a', ['C:\\proj'], true],
  ['\\\\server\\share\\proj\\a', ['\\\\server\\share\\proj'], false],
  ['\\\\server\\other\\proj\\a', ['\\\\server\\share\\proj'], true],
  ['\\\\?\\C:\\proj\\a', ['C:\\proj'], false],
  ['\\\\?\\UNC\\server\\share\\proj', ['\\\\server\\share\\proj'], false],
  ['\\\\.\\C:\\etc', ['C:\\proj'], true],
  ['C:\\proj\\.. \\x', ['C:\\proj'], true],
  ['C:\\proj\\...\\x', ['C:\\proj'], true],
];

describe('isOutside', () => {
  for (const [path, roots, outside] of [...posix, ...windows]) {
    it(`${JSON.stringify(path)} is ${outside ? 'outside' : 'inside'} ${roots.join(' and ') || 'nothing'}`, () => {
      assert.equal(isOutside(path, roots), outside);
    });
  }

  it('agrees with walking the path', () => {
    const names = fc.constantFrom('a', 'proj', '..', '.', '');
    fc.assert(
      fc.property(fc.array(names, { maxLength: 8 }), (segments) => {
        const walked: string[] = [];
        let left = false;
        for (const name of ['proj', ...segments]) {
          if (name === '..') left ||= walked.pop() === undefined;
          else if (name !== '.' && name !== '') walked.push(name);
        }
        assert.equal(isOutside(`/proj/${segments.join('/')}`, ['/proj']), left || walked[0] !== 'proj');
      }),
    );
  });
});
