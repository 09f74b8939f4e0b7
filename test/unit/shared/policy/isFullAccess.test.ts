import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { initialPolicyState, type PolicyChoice } from '../../../../src/shared/policy/policyState.ts';
import { isFullAccess } from '../../../../src/shared/policy/isFullAccess.ts';

type Sandbox = 'dangerFullAccess' | 'readOnly' | null;

function ask(choice: PolicyChoice, sandbox: Sandbox, isForbidden = false): boolean {
  const policy = {
    ...initialPolicyState,
    chosen: { T: choice },
    limits: {
      configured: null,
      forbidden: isForbidden ? { fullAccess: 'sandbox' as const } : {},
      usesProfiles: false,
      canAutoReview: false,
      canPlan: false,
    },
  };
  const settings = {
    cwd: '/w',
    approvalPolicy: 'never' as const,
    sandbox:
      sandbox === 'readOnly'
        ? { type: 'readOnly' as const, networkAccess: false }
        : { type: 'dangerFullAccess' as const },
    reviewer: 'user' as const,
    model: 'm',
    modelProvider: 'p',
    effort: null,
    isPlanMode: false,
  };
  return isFullAccess({ policy, threadSettings: sandbox ? { T: settings } : {} }, 'T');
}

describe('isFullAccess', () => {
  const table: [name: string, choice: PolicyChoice, sandbox: Sandbox, expected: boolean][] = [
    ['what codex reports, whoever configured it', {}, 'dangerFullAccess', true],
    ['nothing known', {}, null, false],
    ['a narrower choice over what is in force', { mode: 'agent' }, 'dangerFullAccess', false],
    ['a wider choice over what is in force', { mode: 'fullAccess' }, 'readOnly', true],
    ['a choice of something else', { isPlanMode: true }, 'dangerFullAccess', true],
  ];
  for (const [name, choice, sandbox, expected] of table)
    it(name, () => assert.equal(ask(choice, sandbox), expected));

  it('a choice that the administrator forbids does not count', () => {
    assert.equal(ask({ mode: 'fullAccess' }, 'readOnly', true), false);
  });
});
