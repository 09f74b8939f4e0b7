import assert from 'node:assert/strict';
import type { AppEvent } from '../../../../src/shared/appState.ts';
import { coalesce } from '../../../../src/shared/thread/coalesce.ts';
import { reduceThread, emptyThread } from '../../../../src/shared/thread/threadReducer.ts';

const place = { threadId: 'T1', turnId: 'U1', itemId: 'c1' };

function output(delta: string): AppEvent {
  return { method: 'item/commandExecution/outputDelta', params: { ...place, delta } };
}

function fold(events: readonly AppEvent[]): unknown {
  const item = {
    type: 'commandExecution',
    id: 'c1',
    command: 'yes',
    cwd: '/',
    status: 'inProgress',
    aggregatedOutput: null,
  };
  const started = { method: 'item/started', params: { ...place, startedAtMs: 1, item } };
  return [started, ...events].reduce(
    (thread, event) => reduceThread(thread, event as Parameters<typeof reduceThread>[1]),
    emptyThread('T1', 'complete'),
  );
}

describe('coalesce', () => {
  it('leaves out the middle of a flood of output, and changes nothing of what is kept', () => {
    const deltas = Array.from({ length: 50 }, (_, index) => output(`${index} ${'line\n'.repeat(2000)}`));
    const joined = coalesce(deltas);
    assert.deepEqual(
      joined.map(({ method }) => method),
      ['item/commandExecution/outputDelta', 'host/outputSkipped', 'item/commandExecution/outputDelta'],
    );
    assert.ok(JSON.stringify(joined).length < 100_000);
    assert.deepEqual(fold(joined), fold(deltas));
  });

  it('joins what is little into one event', () => {
    assert.deepEqual(coalesce([output('a'), output('b')]), [output('ab')]);
  });
});
