import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createTurns } from '../../../src/approvals/createTurns.ts';

describe('createTurns', () => {
  it('begins each when the one before has ended, also by failing', async () => {
    const inTurn = createTurns();
    const steps: string[] = [];
    const ends: (() => void)[] = [];
    const work =
      (name: string, fails = false) =>
      async (): Promise<string> => {
        steps.push(`${name} begins`);
        await new Promise<void>((resolve) => void ends.push(resolve));
        steps.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const first = inTurn(work('first', true));
    const second = inTurn(work('second'));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(steps, ['first begins']);
    ends[0]?.();
    await assert.rejects(first, /first/);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(steps, ['first begins', 'first ends', 'second begins']);
    ends[1]?.();
    assert.equal(await second, 'second');
  });
});
