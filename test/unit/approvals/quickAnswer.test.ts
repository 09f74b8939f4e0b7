import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { quickAnswer } from '../../../src/approvals/quickAnswer.ts';
import type { ApprovalState } from '../../../src/shared/approvals/approvalState.ts';
import { approvalStates } from './approvalStates.ts';
import { commandRequest } from './requests.ts';

const kinds = ['accept', 'acceptForSession', 'decline'] as const;
const all = { accept: true, acceptForSession: true, decline: true };
const onlyDecline = { accept: false, acceptForSession: false, decline: true };
const none = { accept: false, acceptForSession: false, decline: false };
const command = approvalStates.commandExecution;

const table: readonly [what: string, ApprovalState, wanted: Record<(typeof kinds)[number], boolean>][] = [
  ['a command', command(), all],
  ['a file change', approvalStates.fileChange(), all],
  ['permissions', approvalStates.permissions(), all],
  ['a tool', approvalStates.mcpToolCall(), all],
  ['a question', approvalStates.userInput(), onlyDecline],
  ['a form', approvalStates.elicitation(), onlyDecline],
  ['an unknown command', command({ command: null }), onlyDecline],
  [
    'network access without a command',
    command({
      command: null,
      request: commandRequest({ networkApprovalContext: { host: 'example.com', protocol: 'https' } }),
    }),
    all,
  ],
  ['input for a process', command({ command: null, request: commandRequest({ kind: 'writeStdin' }) }), all],
  ['unknown changes', approvalStates.fileChange({ changes: [] }), onlyDecline],
  [
    'an edited change',
    approvalStates.fileChange({ edited: true }),
    { accept: true, acceptForSession: false, decline: true },
  ],
  [
    'a command the server offers less for',
    command({ options: [{ id: 'no', kind: 'decline', detail: null }] }),
    onlyDecline,
  ],
  ['one that is answered', command({ status: 'answering' }), none],
  ['one without options', command({ options: [] }), none],
];

describe('quickAnswer', () => {
  for (const [what, approval, wanted] of table)
    it(`${what}: only what one press can answer`, () => {
      const given = kinds.map((kind) => [kind, quickAnswer(approval, kind) !== undefined]);
      assert.deepEqual(Object.fromEntries(given), wanted);
    });

  it('names the option of the approval, and fills nothing in', () => {
    const options = [{ id: 'decline:7', kind: 'decline' as const, detail: null }];
    assert.deepEqual(quickAnswer(command({ options }), 'decline'), { optionId: 'decline:7', content: null });
  });

  it('grants all the permissions that are asked for, and declines without granting any', () => {
    const approval = approvalStates.permissions();
    const content = { kind: 'permissions', granted: ['network', 'entry:0'] };
    assert.deepEqual(quickAnswer(approval, 'accept'), { optionId: 'accept', content });
    assert.deepEqual(quickAnswer(approval, 'decline'), { optionId: 'decline', content: null });
  });

  it('does not accept a request for no permission', () => {
    const { request } = approvalStates.permissions();
    const asked = { ...request, permissions: { network: null, fileSystem: null } };
    assert.equal(quickAnswer(approvalStates.permissions({ request: asked }), 'accept'), undefined);
  });
});
