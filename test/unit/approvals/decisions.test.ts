import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commandDecisions, fileChangeDecisions, findDecision } from '../../../src/approvals/decisions.ts';
import type { CommandExecutionApprovalDecision } from '../../../src/protocol/index.ts';
import { commandRequest } from './requests.ts';

const prefixRule: CommandExecutionApprovalDecision = {
  acceptWithExecpolicyAmendment: { execpolicy_amendment: ['touch', 'x1'] },
};
const networkRule: CommandExecutionApprovalDecision = {
  applyNetworkPolicyAmendment: { network_policy_amendment: { host: 'example.com', action: 'allow' } },
};

describe('commandDecisions', () => {
  const table: [string, CommandExecutionApprovalDecision[] | null, string[]][] = [
    [
      'what codex sends for a plain command',
      ['accept', prefixRule, 'cancel'],
      ['accept', 'acceptWithExecpolicyAmendment', 'decline', 'cancel'],
    ],
    ['with extra permissions', ['accept', 'cancel'], ['accept', 'decline', 'cancel']],
    ['decline already offered', ['accept', 'decline'], ['accept', 'decline']],
    ['nothing offered', null, ['accept', 'acceptForSession', 'decline', 'cancel']],
    ['an empty offer', [], ['decline']],
    ['a network rule', [networkRule], ['applyNetworkPolicyAmendment', 'decline']],
    ['a decision of a newer codex', ['accept', 'acceptTwice' as 'accept'], ['accept', 'decline']],
  ];
  for (const [name, availableDecisions, kinds] of table) {
    it(`offers what the server offers, and decline: ${name}`, () => {
      const options = commandDecisions(commandRequest({ availableDecisions }));
      assert.deepEqual(
        options.map(({ option }) => option.kind),
        kinds,
      );
      assert.equal(new Set(options.map(({ option }) => option.id)).size, kinds.length);
    });
  }

  it('answers with exactly the decision that was offered, and shows what it will allow', () => {
    const options = commandDecisions(
      commandRequest({ availableDecisions: ['accept', prefixRule, networkRule] }),
    );
    const amendment = options.find(({ option }) => option.kind === 'acceptWithExecpolicyAmendment')?.option;
    assert.equal(amendment?.detail, 'touch x1');
    assert.deepEqual(findDecision(options, amendment?.id ?? ''), prefixRule);
    const network = options.find(({ option }) => option.kind === 'applyNetworkPolicyAmendment')?.option;
    assert.equal(network?.detail, 'allow example.com');
    assert.deepEqual(findDecision(options, network?.id ?? ''), networkRule);
  });

  it('has no decision for an option that was not offered', () => {
    const options = commandDecisions(commandRequest({ availableDecisions: ['accept', 'cancel'] }));
    assert.equal(findDecision(options, 'acceptForSession'), undefined);
    assert.equal(findDecision(options, 'constructor'), undefined);
  });
});

describe('fileChangeDecisions', () => {
  it('are the four of the protocol', () => {
    const decisions = fileChangeDecisions();
    assert.deepEqual(
      decisions.map(({ decision }) => decision),
      ['accept', 'acceptForSession', 'decline', 'cancel'],
    );
  });
});
