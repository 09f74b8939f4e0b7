import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isWanted, readBenchOptions } from '../../bench/readBenchOptions.ts';

const known = ['stream.burst.wall', 'stream.burst.cpu', 'stream.growth', 'thread.long'];

describe('the command line of the benchmarks', () => {
  it('measures everything five times without options', () =>
    assert.deepEqual(readBenchOptions([], known), {
      names: [],
      check: false,
      quadratic: false,
      profile: false,
      repeats: 5,
    }));

  it('takes names and switches in any order', () =>
    assert.deepEqual(readBenchOptions(['--quadratic', 'stream.growth', '--repeats', '2'], known), {
      names: ['stream.growth'],
      check: false,
      quadratic: true,
      profile: false,
      repeats: 2,
    }));

  for (const [args, message] of [
    [['stream.bur'], /no benchmark "stream\.bur"/],
    [['--repeats', 'many'], /not a number/],
    [['--repeats', '0'], /not a number/],
    [['--check', '--repeats', '3'], /at least 5/],
    [['--fast'], /fast/],
  ] as const)
    it(`refuses ${args.join(' ')}`, () => assert.throws(() => readBenchOptions(args, known), message));

  for (const [figure, names, wanted] of [
    ['stream.burst.cpu', [], true],
    ['stream.burst.cpu', ['stream'], true],
    ['stream.burst.cpu', ['stream.burst'], true],
    ['stream.burst.cpu', ['stream.burst.cpu'], true],
    ['stream.burst.cpu', ['stream.growth'], false],
    ['stream.burst.cpu', ['thread', 'stream.growth'], false],
    ['thread.long', ['thread.long.er'], false],
  ] as const)
    it(`${figure} is ${wanted ? '' : 'not '}wanted by [${names.join(', ')}]`, () =>
      assert.equal(isWanted(figure, names), wanted));
});
