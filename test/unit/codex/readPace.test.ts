import assert from 'node:assert/strict';
import { ReadPace } from '../../../src/codex/readPace.ts';

/** Whether to rest after each of the chunks, that many milliseconds after the one before. */
function rests(gapsMs: readonly number[]): boolean[] {
  const pace = new ReadPace();
  let now = 1000;
  return gapsMs.map((gap) => pace.mustRest((now += gap)));
}

describe('ReadPace', () => {
  it('never rests at the pace of a model, nor in a short burst', () => {
    assert.ok(!rests(Array.from({ length: 500 }, () => 3)).includes(true));
    assert.ok(!rests([100, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0]).includes(true));
  });

  it('rests in a flood, until it ends', () => {
    const flood = Array.from({ length: 50 }, () => 0.1);
    const after = rests([...flood, 5, 0.1, 0.1]).slice(-5);
    assert.deepEqual(after, [true, true, false, false, false]);
  });

  it('does not take a rest for the end of a flood', () => {
    const pace = new ReadPace();
    for (let index = 0; index < 50; index++) pace.mustRest(1000);
    pace.rested(1010);
    assert.equal(pace.mustRest(1010.5), true);
    pace.rested(1020);
    assert.equal(pace.mustRest(1030), false);
  });
});
