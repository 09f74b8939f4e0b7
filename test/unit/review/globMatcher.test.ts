import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createGlobMatcher } from '../../../src/review/globMatcher.ts';

describe('createGlobMatcher', () => {
  const cases: readonly [string, string, boolean][] = [
    ['**/.git', '.git/HEAD', true],
    ['**/.git', 'sub/.git', true],
    ['**/.git', '.gitignore', false],
    ['**/node_modules/**', 'a/node_modules/b/c.js', true],
    ['**/node_modules/**', 'node_modules_not/c.js', false],
    ['**/*.{js,map}', 'out/a.map', true],
    ['**/*.{js,map}', 'out/a.ts', false],
    ['dist', 'dist/x', true],
    ['dist', 'src/dist', false],
    ['dist/', 'dist/x', true],
    ['**/.hg/store/**', '.hg/store/x', true],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['[!a]b', 'cb', true],
    ['[!a]b', 'ab', false],
    ['[z-a]', 'z', false],
    ['a(b', 'a(b', true],
    ['{a', 'a', true],
  ];
  for (const [glob, path, expected] of cases)
    it(`${glob} ${expected ? 'names' : 'does not name'} ${path}`, () =>
      assert.equal(createGlobMatcher([glob])(path), expected));
});
