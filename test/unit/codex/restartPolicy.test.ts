import assert from 'node:assert/strict';
import { decideRestart } from '../../../src/codex/restartPolicy.ts';

const minuteMs = 60_000;

describe('decideRestart', () => {
  const cases: [string, number[], number, ReturnType<typeof decideRestart>][] = [
    ['no crash: at once', [], 0, { kind: 'restart', delayMs: 0 }],
    ['the first crash: half a second', [1000], 1000, { kind: 'restart', delayMs: 500 }],
    ['the second: a second', [0, 1000], 1000, { kind: 'restart', delayMs: 1000 }],
    ['the third: two seconds', [0, 1, 1000], 1000, { kind: 'restart', delayMs: 2000 }],
    ['time that has passed counts', [1000], 1200, { kind: 'restart', delayMs: 300 }],
    ['a crash of long ago costs nothing', [1000], minuteMs, { kind: 'restart', delayMs: 0 }],
    ['the fourth within 3 minutes: stop', [0, 1, 2, 3], 3, { kind: 'stop' }],
    [
      'four, but not within 3 minutes',
      [0, minuteMs, 2 * minuteMs, 4 * minuteMs],
      4 * minuteMs,
      { kind: 'restart', delayMs: 1000 },
    ],
  ];
  for (const [name, crashes, now, expected] of cases)
    it(name, () => assert.deepEqual(decideRestart(crashes, now), expected));
});
