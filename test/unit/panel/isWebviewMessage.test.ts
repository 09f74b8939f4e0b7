import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isWebviewMessage } from '../../../src/panel/isWebviewMessage.ts';
import type { WebviewToHost } from '../../../src/shared/messages.ts';

describe('isWebviewMessage', () => {
  const good: WebviewToHost[] = [
    { type: 'ready' },
    { type: 'pageFocused' },
    { type: 'pageBlurred' },
    { type: 'submit', threadId: null, draftKey: 'd', text: 'hello', inverted: false },
    { type: 'openFile', path: 'a.ts', line: 3, column: null },
    { type: 'openChange', threadId: 'T', turnId: 'U', itemId: 'p', path: null },
    { type: 'restoreCheckpoint', threadId: 'T', turnId: 'U' },
    { type: 'resolvePaths', paths: ['a', 'b'] },
    { type: 'runAction', action: 'openFolder' },
    { type: 'answerApproval', approvalId: 'A', optionId: 'accept', content: null },
    {
      type: 'answerApproval',
      approvalId: 'A',
      optionId: 'accept',
      content: { kind: 'permissions', granted: ['network'] },
    },
    {
      type: 'answerApproval',
      approvalId: 'A',
      optionId: 'accept',
      content: { kind: 'userInput', answers: { q: { label: null, text: 'x' } } },
    },
    {
      type: 'answerApproval',
      approvalId: 'A',
      optionId: 'accept',
      content: { kind: 'form', values: { a: 1, b: ['x'] } },
    },
    { type: 'runAction', action: 'choosePolicy' },
    { type: 'approveDeniedAction', threadId: 'T', reviewId: 'R' },
  ];
  for (const message of good)
    it(`takes ${JSON.stringify(message)}`, () => assert.ok(isWebviewMessage(message)));

  const bad: unknown[] = [
    null,
    'ready',
    [],
    {},
    { type: 'toString' },
    { type: '__proto__' },
    { type: 'submit', text: 'no thread' },
    { type: 'submit', threadId: 7, text: 'x' },
    { type: 'submit', threadId: 'constructor', draftKey: 'd', text: 'x', inverted: false },
    { type: 'loadOlder', threadId: '__proto__' },
    { type: 'setDraft', draftKey: 'toString', text: 'x' },
    { type: 'openFile', path: 'a', line: 1.5, column: null },
    { type: 'openFile', path: 'a', line: '1', column: null },
    { type: 'restoreCheckpoint', threadId: 'T', turnId: null },
    { type: 'resolvePaths', paths: ['a', 1] },
    { type: 'resolvePaths', paths: Array.from({ length: 501 }, () => 'a') },
    { type: 'runAction', action: 'workbench.action.terminal.sendSequence' },
    { type: 'runAction', action: 'constructor' },
    { type: 'answerApproval', approvalId: 'A', optionId: 'accept' },
    { type: 'answerApproval', approvalId: 'A', optionId: 7, content: null },
    { type: 'answerApproval', approvalId: 'A', optionId: 'accept', content: 'yes' },
    { type: 'answerApproval', approvalId: 'A', optionId: 'accept', content: { kind: 'form', values: [] } },
    { type: 'answerApproval', approvalId: 'A', optionId: 'accept', content: { kind: 'permissions' } },
  ];
  for (const message of bad)
    it(`refuses ${JSON.stringify(message)?.slice(0, 80)}`, () =>
      assert.equal(isWebviewMessage(message), false));
});
