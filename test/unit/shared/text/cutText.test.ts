import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cutText } from '../../../../src/shared/text/cutText.ts';

describe('cutText', () => {
  const cases = [
    { text: '', expected: '' },
    { text: 'abcd', expected: 'abcd' },
    { text: 'abcde', expected: 'abcd…' },
    { text: 'abc🙂', expected: 'abc…' },
    { text: 'ab🙂', expected: 'ab🙂' },
    { text: 'ab🙂c', expected: 'ab🙂…' },
  ];
  for (const { text, expected } of cases)
    it(`cuts ${JSON.stringify(text)}`, () => assert.equal(cutText(text, 4), expected));
});
