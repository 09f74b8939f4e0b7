import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commandTarget, nextApproval } from '../../../src/approvals/commandTarget.ts';
import type { ThreadSummary } from '../../../src/shared/thread/threadState.ts';
import { approvalStates } from './approvalStates.ts';
import { summaryOf } from './summaries.ts';

const command = approvalStates.commandExecution;
const [a, b, other, ofChild] = [
  command({ id: 'a' }),
  command({ id: 'b' }),
  command({ id: 'other', threadId: 'T2' }),
  command({ id: 'ofChild', threadId: 'child' }),
];
const answering = command({ id: 'answering', status: 'answering' });
const summaries: Record<string, ThreadSummary> = {
  T1: summaryOf('T1'),
  T2: summaryOf('T2'),
  child: summaryOf('child', { parentThreadId: 'T1' }),
};

describe('commandTarget', () => {
  const table = [
    ['nothing', [], undefined, null, undefined],
    ['only what is answered already', [answering], undefined, null, undefined],
    ['the only one of the shown thread', [other, a, answering], undefined, null, 'answer a'],
    ['the one of a sub-agent of the shown thread', [ofChild], undefined, null, 'answer ofChild'],
    ['one of several: shown first', [a, b], undefined, null, 'reveal a'],
    ['one of several: the one it was led to', [a, b], undefined, 'b', 'answer b'],
    ['one of several, led to one that is gone', [a, b], undefined, 'gone', 'reveal a'],
    ['one elsewhere: shown first', [other], undefined, null, 'reveal other'],
    ['one elsewhere, even when led to it', [other], undefined, 'other', 'reveal other'],
    ['the one under review', [a, b], 'b', 'a', 'answer b'],
    ['a review that is over: no other instead', [a], 'gone', null, undefined],
  ] as const;
  for (const [what, approvals, reviewedId, revealedId, wanted] of table)
    it(what, () => {
      const place = { reviewedId, revealedId, shownThreadId: 'T1' };
      const target = commandTarget({ approvals, summaries }, place);
      assert.equal(target && `${target.act} ${target.approval.id}`, wanted);
    });

  it('answers nothing while a new thread is shown', () => {
    const place = { reviewedId: undefined, revealedId: null, shownThreadId: null };
    assert.equal(commandTarget({ approvals: [a], summaries }, place)?.act, 'reveal');
  });
});

describe('nextApproval', () => {
  const table = [
    ['none', [], null, undefined],
    ['none that waits', [answering], null, undefined],
    ['the first', [a, b], null, 'a'],
    ['the one after the last', [a, b, other], 'b', 'other'],
    ['around the end', [a, b], 'b', 'a'],
    ['past what is answered', [a, answering, b], 'a', 'b'],
    ['the same, when it is the only one', [a], 'a', 'a'],
    ['the first, when the last is gone', [a, b], 'gone', 'a'],
  ] as const;
  for (const [what, approvals, lastId, wanted] of table)
    it(what, () => assert.equal(nextApproval(approvals, lastId)?.id, wanted));
});
