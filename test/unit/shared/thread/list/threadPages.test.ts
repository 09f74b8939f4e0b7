import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keepShown, renewHead, unite } from '../../../../../src/shared/thread/list/threadPages.ts';
import { row } from './rows.ts';

describe('pages of a thread listing', () => {
  it('are joined with each thread once, newest first', () => {
    const pages = [
      [row('b', 2000), row('a', 1000)],
      [row('c', 3000), row('b', 2000)],
    ];
    assert.deepEqual(
      unite(pages).map(({ id }) => id),
      ['c', 'b', 'a'],
    );
  });

  it('keep the text that a search inside transcripts found', () => {
    const found = row('a', 1000, { snippet: 'here it is' });
    for (const lists of [
      [[row('a', 1000)], [found]],
      [[found], [row('a', 1000)]],
    ])
      assert.equal(unite(lists)[0]?.snippet, 'here it is');
  });

  it('keep the order of what is shown within a second, with the newest data', () => {
    const shown = [row('c', 1000), row('b', 1000), row('a', 1000)];
    const found = row('b', 1000, { snippet: 'here it is' });
    const rows = keepShown(shown, [row('d', 2000), found]);
    assert.deepEqual(
      rows.map(({ id, snippet }) => [id, snippet]),
      [
        ['d', null],
        ['c', null],
        ['b', 'here it is'],
        ['a', null],
      ],
    );
  });

  const known = [row('d', 4000), row('c', 3000), row('b', 2000), row('a', 1000)];
  const cases = [
    { what: 'a new thread comes on top', page: [row('e', 5000), row('d', 4000)], ids: 'edcba' },
    { what: 'a thread used again moves up', page: [row('a', 5000), row('d', 4000)], ids: 'adcb' },
    { what: 'a thread that the page lacks is gone', page: [row('d', 4000), row('b', 2000)], ids: 'dba' },
    { what: 'of the last second nothing is dropped', page: [row('e', 5000), row('x', 4000)], ids: 'exdcba' },
    { what: 'a whole listing replaces all', page: [row('b', 2000)], isWhole: true, ids: 'b' },
    { what: 'an empty whole listing leaves nothing', page: [], isWhole: true, ids: '' },
  ];
  for (const { what, page, isWhole = false, ids } of cases)
    it(`renews the head: ${what}`, () => {
      assert.equal(
        renewHead(known, page, isWhole)
          .map(({ id }) => id)
          .join(''),
        ids,
      );
    });
});
