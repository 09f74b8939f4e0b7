import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { commandDecisions, fileChangeDecisions, findDecision } from '../../../src/approvals/decisions.ts';
import type { CommandExecutionApprovalDecision } from '../../../src/protocol/index.ts';
import { commandRequest } from './requests.ts';

const prefixRule: CommandExecutionApprovalDecision = {
  acceptWithExecpolicyAmendment: { execpolicy_amendment: ['touch', 'x1'] },
};
const emptyPrefixRule: CommandExecutionApprovalDecision = {
  acceptWithExecpolicyAmendment: { execpolicy_amendment: [] },
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
    ['an amendment that allows nothing', [emptyPrefixRule, 'cancel'], ['decline', 'cancel']],
    ['an amendment with two meanings', [{ ...prefixRule, ...networkRule }], ['decline']],
    ['what is no decision', [null as unknown as 'accept', {} as 'accept'], ['decline']],
    ['one decision twice', ['accept', 'accept', 'cancel'], ['accept', 'decline', 'cancel']],
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

  const prefixes: [string[], string][] = [
    [['npm', 'run', 'test:unit'], 'npm run test:unit'],
    [['git', 'commit -m', 'x'], "git 'commit -m' x"],
    [['echo', "it's"], "echo 'it'\\''s'"],
    [['rm', ''], "rm ''"],
    [['sh', '-c', '$(curl x) && y'], "sh -c '$(curl x) && y'"],
  ];
  for (const [prefix, detail] of prefixes) {
    it(`shows where each argument of a prefix begins and ends: ${detail}`, () => {
      const rule = { acceptWithExecpolicyAmendment: { execpolicy_amendment: prefix } };
      const [option] = commandDecisions(commandRequest({ availableDecisions: [rule] }));
      assert.equal(option?.option.detail, detail);
      assert.deepEqual(option.decision, rule);
    });
  }

  it('answers a request with exactly what it offers, whatever it offers', () => {
    const plainDecision = fc.constantFrom('accept', 'acceptForSession', 'decline', 'cancel', 'newer');
    const prefix = fc
      .array(fc.string(), { maxLength: 3 })
      .map((argv) => ({ acceptWithExecpolicyAmendment: { execpolicy_amendment: argv } }));
    const host = fc
      .record({ host: fc.string(), action: fc.constantFrom('allow', 'deny', 'ask') })
      .map((rule) => ({ applyNetworkPolicyAmendment: { network_policy_amendment: rule } }));
    fc.assert(
      fc.property(fc.array(fc.oneof(plainDecision, prefix, host, fc.anything())), (offered) => {
        const availableDecisions = offered as CommandExecutionApprovalDecision[];
        const options = commandDecisions(commandRequest({ availableDecisions }));
        const declines = options.filter(({ decision }) => decision === 'decline');
        assert.equal(declines.length, 1);
        for (const { decision } of options)
          assert.ok(decision === 'decline' || availableDecisions.includes(decision));
        assert.equal(new Set(options.map(({ option }) => option.id)).size, options.length);
      }),
    );
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
