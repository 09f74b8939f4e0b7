import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { approvalRules } from '../../../src/approvals/approvalRules.ts';
import type { ApprovalContext } from '../../../src/approvals/toApproval.ts';
import type { ApprovalContent, ApprovalState } from '../../../src/shared/approvals/approvalState.ts';
import { policyModes, policyParts, type PolicyMode } from '../../../src/shared/policy/policyMode.ts';
import { repositoryRoot } from '../../support/cache.ts';
import { optionLabel } from '../../../webview/approvals/optionLabel.ts';
import {
  commandRequest,
  fileChangeRequest,
  formRequest,
  permissionsRequest,
  toolCallRequest,
  urlRequest,
  userInputRequest,
} from '../approvals/requests.ts';

type Row = readonly [choice: string, sent: string];

const context: ApprovalContext = {
  id: 'A',
  requestId: 0,
  generation: 1,
  nowMs: 0,
  findItem: () => undefined,
};

/** Every decision there is: codex lists those that it takes. */
const everyDecision = commandRequest({
  availableDecisions: [
    'accept',
    'acceptForSession',
    { acceptWithExecpolicyAmendment: { execpolicy_amendment: ['touch'] } },
    {
      applyNetworkPolicyAmendment: { network_policy_amendment: { host: 'example.com', action: 'allow' } },
    },
    'decline',
    'cancel',
  ],
});

const form = formRequest({ type: 'object', properties: { name: { type: 'string' } } });
const { commandExecution, fileChange, permissions, userInput, elicitation } = approvalRules;

/** A request of each kind with what a person fills in. */
const samples: readonly [
  subject: string,
  rules: {
    toApproval(request: unknown, context: ApprovalContext): ApprovalState | undefined;
    decide(approval: never, optionId: string, content: ApprovalContent | null): unknown;
  },
  request: unknown,
  content: ApprovalContent | null,
][] = [
  ['Command', commandExecution, everyDecision, null],
  ['File change', fileChange, fileChangeRequest(), null],
  [
    'Permissions',
    permissions,
    permissionsRequest({ permissions: { network: { enabled: true }, fileSystem: null } }),
    { kind: 'permissions', granted: ['network'] },
  ],
  [
    'Question',
    userInput,
    userInputRequest(),
    { kind: 'userInput', answers: { lang: { label: 'Rust', text: '' } } },
  ],
  ['MCP tool', elicitation, toolCallRequest(), null],
  ['MCP form', elicitation, form, { kind: 'form', values: { name: 'Ada' } }],
  ['MCP link', elicitation, urlRequest(), null],
];

function answerRows(): Row[] {
  return samples.flatMap(([subject, rules, request, content]) => {
    const approval = rules.toApproval(request, context);
    assert.ok(approval, subject);
    return approval.options.map((option): Row => {
      const given = option.kind.startsWith('accept') ? content : null;
      const sent = rules.decide(approval as never, option.id, given);
      return [`${subject}: ${optionLabel(approval, option)}`, JSON.stringify(sent)];
    });
  });
}

const modeNames: Record<PolicyMode, string> = {
  readOnly: 'Read only',
  askBeforeEdits: 'Ask before edits',
  agent: 'Agent',
  fullAccess: 'Full access',
};

function modeRows(): Row[] {
  return policyModes.map((mode) => {
    const { approvalPolicy, sandbox } = policyParts[mode];
    return [`Mode: ${modeNames[mode]}`, JSON.stringify({ approvalPolicy, sandbox })];
  });
}

/** The first two cells of each row of the page's table: the choice in words, and what is sent, as code. */
function documentedRows(): Row[] {
  const page = readFileSync(path.join(repositoryRoot, 'docs/approvals.md'), 'utf8');
  const [, , ...rows] = page.split('\n').filter((line) => line.startsWith('| '));
  return rows.map((line): Row => {
    const [, choice = '', sent = ''] = line.split('|').map((cell) => cell.trim());
    return [choice, sent.replaceAll('`', '')];
  });
}

describe('docs/approvals.md', () => {
  it('says of every mode and every answer what is sent to codex, and of nothing else', () => {
    assert.deepEqual(documentedRows(), [...modeRows(), ...answerRows()]);
  });
});
