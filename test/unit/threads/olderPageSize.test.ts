import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { olderPageSize } from '../../../src/threads/olderPageSize.ts';

describe('olderPageSize', () => {
  const turnsOf = (...lengths: number[]): { items: { length: number } }[] =>
    lengths.map((length) => ({ items: { length } }));
  const cases: readonly [string, number[], number][] = [
    ['no turns: as for small ones', [], 60],
    ['small turns: many, but not without end', [2, 3, 1], 60],
    ['turns of ten items', [10, 10], 60],
    ['turns of fifty items', [0, 100], 12],
    ['huge turns: still a few', [5000], 10],
  ];
  for (const [name, lengths, size] of cases)
    it(`${name}: ${size}`, () => assert.equal(olderPageSize(turnsOf(...lengths)), size));
});
