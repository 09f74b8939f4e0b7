import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ThreadItem } from '../../../../src/protocol/index.ts';
import type { TurnState } from '../../../../src/shared/thread/threadState.ts';
import { restoreTargets } from '../../../../webview/transcript/restoreContext.ts';

function turn(id: string, ...types: ThreadItem['type'][]): TurnState {
  const items = types.map((type, index) => ({
    item: { type, id: `${id}.${index}` } as ThreadItem,
    progress: 'completed' as const,
    startedAtMs: null,
    completedAtMs: null,
  }));
  const rest = { error: null, retryMessage: null, plan: null, startedAtMs: null, durationMs: null };
  return { id, status: 'completed', items, tokenUsage: null, ...rest };
}

describe('restoreTargets', () => {
  const turns = [
    turn('1', 'userMessage', 'agentMessage'),
    turn('2', 'reasoning', 'userMessage', 'userMessage'),
    turn('3', 'agentMessage'),
    turn('4', 'userMessage'),
  ];

  it('is the first message of every turn up to the last that changed files', () => {
    assert.deepEqual(restoreTargets(turns, ['2', '3']), [
      ['1', '1.0'],
      ['2', '2.1'],
    ]);
    assert.equal(restoreTargets(turns, ['4']).length, 3);
  });

  it('is nothing where no shown turn changed files', () => {
    assert.deepEqual(restoreTargets(turns, []), []);
    assert.deepEqual(restoreTargets(turns, ['of another window']), []);
  });
});
