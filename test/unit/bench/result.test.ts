import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { budgets, type Budget } from '../../bench/budgets.ts';
import { formatNumber, formatTable } from '../../bench/formatTable.ts';
import { budgetText, toResult } from '../../bench/result.ts';

const cases: readonly (readonly [string, Budget, number, number | null, boolean])[] = [
  ['a value at its limit', { unit: 'ms', maxValue: 32 }, 32, null, true],
  ['a value over its limit', { unit: 'ms', maxValue: 32 }, 32.1, null, false],
  ['a value that was not measured', { unit: 'ms', maxValue: 32 }, Number.NaN, null, false],
  ['a limit of nothing', { unit: 'count', maxValue: 0 }, 0, null, true],
  ['a ratio at its limit', { unit: 's', maxRatio: 1.5 }, 3, 2, true],
  ['a ratio over its limit', { unit: 's', maxRatio: 1.5 }, 3.1, 2, false],
  ['a ratio without its baseline', { unit: 's', maxRatio: 1.5 }, 1, null, false],
  ['a good value with a bad ratio', { unit: 's', maxValue: 2.5, maxRatio: 0.6 }, 2, 3, false],
  ['a bad value with a good ratio', { unit: 's', maxValue: 2.5, maxRatio: 0.6 }, 3, 9, false],
  ['a good value with a good ratio', { unit: 's', maxValue: 2.5, maxRatio: 0.6 }, 2, 4, true],
  ['so much over the baseline', { unit: 'ms', maxOver: { factor: 1.5, plus: 10 } }, 25, 10, true],
  ['more than that over the baseline', { unit: 'ms', maxOver: { factor: 1.5, plus: 10 } }, 25.1, 10, false],
];

describe('the verdict of a budget', () => {
  for (const [what, budget, value, baseline, ok] of cases)
    it(`${what}: ${ok ? 'within' : 'over'}`, () =>
      assert.equal(toResult({ name: 'a.figure', value, baseline }, budget).ok, ok));

  it('carries all that the table and the file show', () =>
    assert.deepEqual(
      toResult({ name: 'stream.burst.cpu', value: 2, baseline: 4 }, budgets['stream.burst.cpu']),
      {
        name: 'stream.burst.cpu',
        value: 2,
        unit: 's',
        baseline: 4,
        ratio: 0.5,
        budget: '≤ 2.5 s, ≤ 0.6 ×',
        ok: true,
      },
    ));

  for (const [value, floor, ok] of [
    [45, 40, true],
    [61, 40, false],
    [45, 30, true],
    [46, 30, false],
    [31, 10, true],
    [30, 20, true],
    [45, undefined, false],
    [Number.NaN, 40, false],
  ] as const)
    it(`${value} with a floor of ${floor} and a limit of 32: ${ok ? 'within' : 'over'}`, () => {
      const measure = { name: 'a.figure', value, baseline: null, floor };
      assert.equal(toResult(measure, { unit: 'ms', maxValue: 32, maxFloor: 1.5 }).ok, ok);
    });

  it('has no ratio to nothing', () => {
    const { ratio } = toResult({ name: 'a.figure', value: 1, baseline: 0 }, { unit: 'count', maxValue: 0 });
    assert.equal(ratio, null);
  });

  it('says the limits', () => {
    assert.equal(budgetText({ unit: 'count', maxValue: 3000 }), '≤ 3000');
    assert.equal(budgetText({ unit: 'ms', maxValue: 32, maxFloor: 1.5 }), '≤ 32 ms; or ≤ 1.5 × the floor');
    assert.equal(budgetText({ unit: 'ms', maxOver: { factor: 1.5, plus: 1000 / 60 } }), '≤ 1.5 × + 16.7 ms');
  });

  it('is possible for every figure: each budget has a limit', () => {
    for (const [name, budget] of Object.entries(budgets)) assert.notEqual(budgetText(budget), '', name);
  });
});

describe('the table', () => {
  it('shows three digits', () => {
    assert.deepEqual([0, 3000, 216.23, 69.66, 0.0123, Number.NaN].map(formatNumber), [
      '0',
      '3000',
      '216',
      '69.7',
      '0.0123',
      'none',
    ]);
  });

  it('lines up its columns and marks what is over', () => {
    const table = formatTable([
      toResult({ name: 'size.host', value: 156, baseline: null }, { unit: 'KB', maxValue: 400 }),
      toResult({ name: 'stream.growth', value: 8, baseline: 2 }, { unit: 's', maxRatio: 3.3 }),
    ]);
    const lines = table.split('\n');
    assert.equal(new Set(lines.map(({ length }) => length)).size, 1);
    assert.match(lines[2] ?? '', /^\| size\.host +\| 156 KB +\| – +\| – +\| – +\| ≤ 400 KB +\| ok +\|$/);
    assert.match(lines[3] ?? '', /\| 8 s +\| 2 s +\| 4\.00 × +\| – +\| ≤ 3\.3 × +\| OVER +\|$/);
  });
});
