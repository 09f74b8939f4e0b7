import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { toCommandApproval } from '../../../../src/approvals/toApproval.ts';
import { initialAppState, type AppState } from '../../../../src/shared/appState.ts';
import type { ApprovalState } from '../../../../src/shared/approvals/approvalState.ts';
import { settleApprovals } from '../../../../src/shared/approvals/settleApprovals.ts';
import { emptyThread } from '../../../../src/shared/thread/threadReducer.ts';
import { commandRequest } from '../../approvals/requests.ts';

function approval(id: string, threadId = 'T1', status: ApprovalState['status'] = 'pending'): ApprovalState {
  const context = { id, requestId: id, generation: 1, nowMs: 0, findItem: () => undefined };
  const made = toCommandApproval(commandRequest({ threadId }), context);
  assert.ok(made);
  return { ...made, status };
}

function state(...approvals: ApprovalState[]): AppState {
  return { ...initialAppState, threads: { T1: emptyThread('T1', 'complete') }, approvals };
}

function outcomes({ threads }: AppState): unknown {
  return threads['T1']?.settled.map((settled) => [settled.approval.id, settled.outcome]);
}

describe('settleApprovals', () => {
  it('keeps what became of each with its thread; what was answered here stays answered', () => {
    const before = state(approval('a'), approval('b', 'T1', 'answering'), approval('c'));
    const after = settleApprovals(before, 'turnEnded', ({ id }) => id !== 'c');
    assert.deepEqual(outcomes(after), [
      ['a', 'turnEnded'],
      ['b', 'answered'],
    ]);
    assert.deepEqual(
      after.approvals.map(({ id }) => id),
      ['c'],
    );
  });

  it('changes nothing when nothing fits', () => {
    const before = state(approval('a'));
    assert.equal(
      settleApprovals(before, 'withdrawn', () => false),
      before,
    );
  });

  it('takes away the approvals of a thread that it does not know', () => {
    const after = settleApprovals(state(approval('a', 'T9')), 'serverLost', () => true);
    assert.deepEqual(after.approvals, []);
    assert.deepEqual(outcomes(after), []);
  });

  it('forgets the oldest beyond a hundred', () => {
    const many = Array.from({ length: 120 }, (_, index) => approval(`a${index}`));
    const settled = settleApprovals(state(...many), 'withdrawn', () => true).threads['T1']?.settled ?? [];
    assert.deepEqual([settled.length, settled[0]?.approval.id], [100, 'a20']);
  });
});
