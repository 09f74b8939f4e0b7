import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ClientResults, ConfigRequirements } from '../../../../src/protocol/index.ts';
import {
  allowsAutoReview,
  configuredPolicy,
  forbiddenModes,
} from '../../../../src/shared/policy/policyLimits.ts';
import type { PolicyLimits } from '../../../../src/shared/policy/policyState.ts';

function read(
  config: Record<string, unknown>,
  packaged: readonly string[] = [],
): ClientResults['config/read'] {
  const layer = (key: string): object =>
    packaged.includes(key) ? { type: 'packagedDefaults' } : { type: 'user', profile: null };
  const origins = Object.fromEntries(
    Object.keys(config).map((key) => [key, { name: { ...layer(key), file: '/f' }, version: '1' }]),
  );
  return { config, origins, layers: null } as unknown as ClientResults['config/read'];
}

describe('configuredPolicy', () => {
  const cases: [Record<string, unknown>, PolicyLimits['configured']][] = [
    [{}, null],
    [{ sandbox_mode: null, approval_policy: null }, null],
    [{ sandbox_mode: 'read-only', approval_policy: 'on-request' }, 'askBeforeEdits'],
    [{ sandbox_mode: 'read-only' }, 'askBeforeEdits'],
    [{ approval_policy: 'never' }, 'readOnly'],
    [{ sandbox_mode: 'workspace-write' }, 'agent'],
    [{ sandbox_mode: 'workspace-write', sandbox_workspace_write: { network_access: true } }, 'custom'],
    [{ sandbox_mode: 'workspace-write', approval_policy: 'never' }, 'custom'],
    [{ sandbox_mode: 'danger-full-access', approval_policy: 'never' }, 'fullAccess'],
    [{ approval_policy: 'untrusted' }, 'custom'],
    [{ default_permissions: ':workspace' }, 'agent'],
    [{ default_permissions: ':read-only', approval_policy: 'never' }, 'readOnly'],
    [{ default_permissions: 'mine' }, 'custom'],
    [{ projects: { '/w': { trust_level: 'untrusted' } } }, 'custom'],
    [{ projects: { '/w/a': { trust_level: 'untrusted' } } }, 'custom'],
    [{ projects: { '/w/a/b': { trust_level: 'untrusted' }, '/w': { trust_level: 'trusted' } } }, null],
    [{ projects: { '/w/ab': { trust_level: 'untrusted' } } }, null],
  ];
  for (const [config, expected] of cases)
    it(`is ${expected} for ${JSON.stringify(config)}`, () =>
      assert.equal(configuredPolicy(read(config), '/w/a'), expected));

  it('does not take what comes with codex for somebody’s wish', () =>
    assert.equal(configuredPolicy(read({ sandbox_mode: 'read-only' }, ['sandbox_mode']), '/w'), null));
});

describe('what an administrator forbids', () => {
  const cases: [Partial<ConfigRequirements>, PolicyLimits['forbidden']][] = [
    [{}, {}],
    [
      { allowedApprovalPolicies: ['on-request'] },
      { readOnly: 'approvalPolicy', fullAccess: 'approvalPolicy' },
    ],
    [
      { allowedSandboxModes: ['read-only'], allowedApprovalPolicies: ['never', 'on-request'] },
      { agent: 'sandbox', fullAccess: 'sandbox' },
    ],
    [
      { allowedPermissionProfiles: { ':workspace': true, ':danger-full-access': false } },
      {
        readOnly: 'permissionProfile',
        askBeforeEdits: 'permissionProfile',
        fullAccess: 'permissionProfile',
      },
    ],
  ];
  for (const [requirements, expected] of cases)
    it(`is ${Object.keys(expected).join(', ') || 'nothing'} by ${JSON.stringify(requirements)}`, () =>
      assert.deepEqual(forbiddenModes(requirements as ConfigRequirements), expected));

  it('is nothing without requirements', () => assert.deepEqual(forbiddenModes(null), {}));

  it('is auto-review where only the person may answer', () => {
    const only = (allowedApprovalsReviewers: ConfigRequirements['allowedApprovalsReviewers']) =>
      allowsAutoReview({ allowedApprovalsReviewers } as ConfigRequirements);
    assert.deepEqual([only(['user']), only(['user', 'auto_review']), only(null)], [false, true, true]);
    assert.equal(allowsAutoReview(null), true);
  });
});
