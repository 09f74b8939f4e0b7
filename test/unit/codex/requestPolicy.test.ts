import assert from 'node:assert/strict';
import { deadlineMsOf, overloadRetryMs } from '../../../src/codex/requestPolicy.ts';

const overloaded = { code: -32001 };

describe('requestPolicy', () => {
  it('has a deadline for all but what waits for people and programs', () => {
    assert.equal(deadlineMsOf('config/read'), 30_000);
    assert.equal(deadlineMsOf('thread/resume'), 120_000);
    assert.equal(deadlineMsOf('command/exec'), null);
  });

  it('doubles the wait and spreads it over its upper half', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((retries) => overloadRetryMs('thread/list', overloaded, retries, 1)),
      [100, 200, 400, 800],
    );
    assert.equal(overloadRetryMs('thread/list', overloaded, 2, 0), 200);
  });

  it('gives up', () => assert.equal(overloadRetryMs('thread/list', overloaded, 6, 1), undefined));

  it('repeats only an overload, only of reads, and not to a server that leaves', () => {
    assert.equal(overloadRetryMs('thread/list', { code: -32600 }, 0, 1), undefined);
    assert.equal(overloadRetryMs('thread/start', overloaded, 0, 1), undefined);
    assert.equal(overloadRetryMs('turn/steer', overloaded, 0, 1), undefined);
    const leaving = { ...overloaded, data: { reason: 'serverShuttingDown' } };
    assert.equal(overloadRetryMs('thread/list', leaving, 0, 1), undefined);
  });
});
