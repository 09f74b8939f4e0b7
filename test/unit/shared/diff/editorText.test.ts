import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { editorText, fileText } from '../../../../src/shared/diff/editorText.ts';
import { anyText } from './diffArbitraries.ts';

describe('fileText', () => {
  const table: [name: string, original: string, edited: string, expected: string][] = [
    ['an untouched file', '\uFEFFa\r\nb\n', 'a\nb\n', '\uFEFFa\r\nb\n'],
    ['line ends of Windows', 'a\r\nb\r\nc\r\n', 'a\nB\nc\n', 'a\r\nB\r\nc\r\n'],
    ['a byte order mark and no last newline', '\uFEFFa\r\nb', 'A\r\nb', '\uFEFFA\r\nb'],
    ['mixed line ends', 'a\r\nb\nc\r\nd\n', 'a\r\nb\r\nc\r\nD\r\n', 'a\r\nb\nc\r\nD\n'],
    ['a new file', '', 'a\r\nb', 'a\r\nb'],
    ['an emptied file', 'a\r\nb', '', ''],
  ];
  for (const [name, original, edited, expected] of table)
    it(`keeps ${name}`, () => assert.equal(fileText(original, edited), expected));

  it('always gives a file that the editor shows as it was edited', () => {
    fc.assert(
      fc.property(anyText, anyText, (original, edited) => {
        assert.equal(editorText(fileText(original, edited)), editorText(edited));
      }),
      { numRuns: 2000 },
    );
  });
});
