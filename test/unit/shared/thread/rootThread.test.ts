import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { rootThreadId } from '../../../../src/shared/thread/rootThread.ts';
import { summaryOf } from '../../approvals/summaries.ts';

describe('rootThreadId', () => {
  const table: readonly [string, Record<string, string | null>, string, string][] = [
    ['a thread of its own', { a: null }, 'a', 'a'],
    ['an unknown thread', {}, 'a', 'a'],
    ['a sub-agent', { a: null, b: 'a' }, 'b', 'a'],
    ['a sub-agent of a sub-agent', { a: null, b: 'a', c: 'b' }, 'c', 'a'],
    ['one whose parent is not known', { b: 'a' }, 'b', 'b'],
    ['a circle', { a: 'b', b: 'a' }, 'a', 'b'],
  ];
  for (const [what, parents, from, wanted] of table)
    it(what, () => {
      const entries = Object.entries(parents).map(([id, parentThreadId]) => [
        id,
        summaryOf(id, { parentThreadId }),
      ]);
      assert.equal(rootThreadId(Object.fromEntries(entries), from), wanted);
    });
});
