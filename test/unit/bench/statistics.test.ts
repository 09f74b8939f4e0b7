import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { interleave, medians } from '../../bench/interleave.ts';
import { median, percentile } from '../../bench/statistics.ts';

describe('statistics of samples', () => {
  for (const [samples, expected] of [
    [[3], 3],
    [[1, 2], 1.5],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
  ] as const)
    it(`the median of ${samples.join(', ')} is ${expected}`, () => assert.equal(median(samples), expected));

  it('finds percentiles between samples', () => {
    const hundred = Array.from({ length: 101 }, (_, index) => index);
    assert.equal(percentile(hundred, 0.95), 95);
    assert.equal(percentile([0, 10], 0.95), 9.5);
    assert.equal(percentile([0, 10], 1), 10);
  });

  it('has no median of nothing', () => assert.throws(() => median([]), /no samples/));

  it('keeps at least half of the samples on either side of the median, and their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (samples) => {
        const before = [...samples];
        const middle = median(samples);
        assert.deepEqual(samples, before);
        assert.ok(samples.filter((sample) => sample <= middle).length * 2 >= samples.length);
        assert.ok(samples.filter((sample) => sample >= middle).length * 2 >= samples.length);
      }),
    );
  });
});

describe('interleave', () => {
  const recorded = async (repeats: number, warmUp?: boolean) => {
    const order: string[] = [];
    const side = (name: string, start: number) => {
      let next = start;
      return async (): Promise<number> => {
        order.push(name);
        next += 1;
        return next - 1;
      };
    };
    const sides = { baseline: side('b', 0), subject: side('s', 100) };
    return { order, samples: await interleave(repeats, sides, warmUp) };
  };

  it('takes both sides by turns and throws the first of each away', async () => {
    const { order, samples } = await recorded(2);
    assert.equal(order.join(''), 'bsbsbs');
    assert.deepEqual(samples, { baseline: [1, 2], subject: [101, 102] });
    assert.deepEqual(
      medians(samples, (sample) => sample * 2),
      { value: 203, baseline: 3 },
    );
  });

  it('keeps the first ones when told so', async () => {
    const { order, samples } = await recorded(1, false);
    assert.equal(order.join(''), 'bs');
    assert.deepEqual(samples, { baseline: [0], subject: [100] });
  });
});
