import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { shortenPath } from '../../tools/shortenPath.ts';

/** The points that a path goes through, as a browser reads them: in hundredths, with the command of each. */
function pointsOf(d: string): string[] {
  const points: string[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const [, letter = '', text = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const command = letter.toUpperCase();
    const numbers = [...text.matchAll(/-?(?:\d+(?:\.\d+)?|\.\d+)/g)].map(([number]) =>
      Math.round(Number(number) * 100),
    );
    const size = { M: 2, L: 2, H: 1, V: 1, C: 6, Z: 1 }[command] ?? 0;
    assert.equal(numbers.length % size, 0);
    if (command === 'Z') [x, y] = [startX, startY];
    if (command === 'Z') points.push('Z');
    for (let at = 0; at < numbers.length; at += size) {
      const step = numbers.slice(at, at + size).map((number, index) => {
        if (letter === command) return number;
        return number + (command === 'V' || index % 2 === 1 ? y : x);
      });
      points.push(`${command} ${step.join(' ')}`);
      if (command === 'H') x = step[0] ?? x;
      else if (command === 'V') y = step[0] ?? y;
      else [x = x, y = y] = step.slice(-2);
      if (command === 'M') [startX, startY] = [x, y];
    }
  }
  return points;
}

describe('shortenPath', () => {
  const number = fc.integer({ min: -2000, max: 2000 }).map((hundredths) => String(hundredths / 100));
  const step = fc.oneof(
    ...(['M', 'L', 'H', 'V', 'C', 'Z'] as const).map((command) => {
      const size = { M: 2, L: 2, H: 1, V: 1, C: 6, Z: 0 }[command];
      return fc
        .array(number, { minLength: size, maxLength: size })
        .map((numbers) => command + numbers.join(' '));
    }),
  );

  it('goes through the very same points', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const path = ['M1 1', ...steps].join('');
        assert.deepEqual(pointsOf(shortenPath(path)), pointsOf(path));
      }),
    );
  });

  it('writes what is shorter, and no more than is needed', () => {
    assert.equal(shortenPath('M8 2C4.69 2 2 4.691 2 8H0.5V9Z'), 'M8 2C4.69 2 2 4.69 2 8H.5V9Z');
    assert.equal(shortenPath('M10.25 10.25L10.75 9.75L11.25 10.25Z'), 'M10.25 10.25l.5-.5 .5.5Z');
  });

  it('throws for a command it does not know', () => {
    assert.throws(() => shortenPath('M1 1A1 1 0 0 1 2 2'), /The path command A/);
  });
});
