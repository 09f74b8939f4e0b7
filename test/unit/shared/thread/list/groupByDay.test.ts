import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { dayGroupOf, groupByDay } from '../../../../../src/shared/thread/list/groupByDay.ts';
import { unite } from '../../../../../src/shared/thread/list/threadPages.ts';
import { row } from './rows.ts';

/** A Saturday: its week began on Monday the 16th. */
const now = new Date(2026, 10, 21, 13, 30);

const cases = [
  { at: new Date(2026, 10, 21, 13, 30), group: 'today' },
  { at: new Date(2026, 10, 21, 0, 0), group: 'today' },
  { at: new Date(2026, 10, 22, 9, 0), group: 'today' },
  { at: new Date(2026, 10, 20, 23, 59, 59, 999), group: 'yesterday' },
  { at: new Date(2026, 10, 20, 0, 0), group: 'yesterday' },
  { at: new Date(2026, 10, 19, 23, 59), group: 'thisWeek' },
  { at: new Date(2026, 10, 16, 0, 0), group: 'thisWeek' },
  { at: new Date(2026, 10, 15, 23, 59), group: 'thisMonth' },
  { at: new Date(2026, 10, 1, 0, 0), group: 'thisMonth' },
  { at: new Date(2026, 9, 31, 23, 59), group: 'older' },
  { at: new Date(2025, 10, 21, 13, 30), group: 'older' },
] as const;

describe('groupByDay', () => {
  for (const { at, group } of cases)
    it(`puts ${at.toDateString()} ${at.toTimeString().slice(0, 8)} into ${group}`, () => {
      assert.equal(dayGroupOf(at.getTime(), now), group);
    });

  it('calls the Sunday before a Monday yesterday, and the Saturday before it this month', () => {
    const monday = new Date(2026, 10, 23, 8, 0);
    assert.equal(dayGroupOf(new Date(2026, 10, 22, 20, 0).getTime(), monday), 'yesterday');
    assert.equal(dayGroupOf(new Date(2026, 10, 21, 20, 0).getTime(), monday), 'thisMonth');
  });

  it('keeps a week together over the end of a month', () => {
    const wednesday = new Date(2026, 11, 2, 8, 0);
    assert.equal(dayGroupOf(new Date(2026, 10, 30, 8, 0).getTime(), wednesday), 'thisWeek');
  });

  it('keeps every row once and in order, and no group comes twice', () => {
    const times = fc.array(fc.date({ min: new Date(2025, 0, 1), max: now, noInvalidDate: true }));
    fc.assert(
      fc.property(times, (dates) => {
        const rows = unite([dates.map((date, index) => row(`t${index}`, date.getTime()))]);
        const groups = groupByDay(rows, now);
        assert.deepEqual(
          groups.flatMap((group) => group.rows),
          rows,
        );
        assert.equal(new Set(groups.map(({ group }) => group)).size, groups.length);
      }),
    );
  });
});
