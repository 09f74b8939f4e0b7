import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AskForApproval, SandboxPolicy } from '../../../../src/protocol/index.ts';
import { policyModes, policyParts, toPolicyMode } from '../../../../src/shared/policy/policyMode.ts';

const readOnly: SandboxPolicy = { type: 'readOnly', networkAccess: false };
const workspace = {
  type: 'workspaceWrite',
  writableRoots: [],
  networkAccess: false,
  excludeTmpdirEnvVar: false,
  excludeSlashTmp: false,
} satisfies SandboxPolicy;

describe('toPolicyMode', () => {
  for (const mode of policyModes)
    it(`knows ${mode} again`, () =>
      assert.equal(toPolicyMode(policyParts[mode].approvalPolicy, policyParts[mode].sandboxPolicy), mode));

  const custom: [string, AskForApproval, SandboxPolicy][] = [
    ['a read-only sandbox with network', 'on-request', { type: 'readOnly', networkAccess: true }],
    ['a workspace with network', 'on-request', { ...workspace, networkAccess: true }],
    ['further writable folders', 'on-request', { ...workspace, writableRoots: ['/other'] }],
    ['a workspace where nothing is asked', 'never', workspace],
    ['no sandbox, but asking', 'on-request', { type: 'dangerFullAccess' }],
    ['asking for what is not known to be safe', 'untrusted', readOnly],
    ['a sandbox of somebody else', 'never', { type: 'externalSandbox', networkAccess: 'enabled' }],
  ];
  for (const [what, approvalPolicy, sandbox] of custom)
    it(`calls ${what} custom`, () => assert.equal(toPolicyMode(approvalPolicy, sandbox), 'custom'));

  it('takes a stricter workspace for the same mode', () =>
    assert.equal(toPolicyMode('on-request', { ...workspace, excludeSlashTmp: true }), 'agent'));

  it('lets Agent write in the folders of the workspace, and nowhere else', () => {
    const inside = { ...workspace, writableRoots: ['/lib', '/app/sub'] };
    assert.equal(toPolicyMode('on-request', inside, ['/app', '/lib']), 'agent');
    assert.equal(toPolicyMode('on-request', inside, ['/app']), 'custom');
    assert.equal(toPolicyMode('on-request', inside), 'custom');
  });
});
