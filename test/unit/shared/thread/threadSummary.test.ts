import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { threadTitle } from '../../../../src/shared/thread/threadSummary.ts';
import { row } from './list/rows.ts';

describe('threadTitle', () => {
  const cases = [
    { what: 'the name', name: 'A name', preview: 'A message', expected: 'A name' },
    {
      what: 'a name of many lines on one',
      name: ' one\n\ttwo\r\n three ',
      preview: '',
      expected: 'one two three',
    },
    {
      what: 'the first line of the first message',
      name: null,
      preview: '\n first\nsecond',
      expected: 'first',
    },
    { what: 'the message for a blank name', name: ' \n ', preview: 'A message', expected: 'A message' },
    { what: 'nothing for nothing', name: null, preview: ' \n ', expected: '' },
  ];
  for (const { what, name, preview, expected } of cases)
    it(`is ${what}`, () => assert.equal(threadTitle(row('T', 0, { name, preview })), expected));
  it('is nothing for an unknown thread', () => assert.equal(threadTitle(undefined), ''));
});
