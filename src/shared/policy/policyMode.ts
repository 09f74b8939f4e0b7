import type { AskForApproval, SandboxMode, SandboxPolicy } from '../../protocol/index.ts';
import { isOutside } from '../text/isOutside.ts';

/** What codex may do unasked, from the least to the most. `agent` is the default. */
export const policyModes = ['readOnly', 'askBeforeEdits', 'agent', 'fullAccess'] as const;

export type PolicyMode = (typeof policyModes)[number];

interface PolicyParts {
  readonly approvalPolicy: 'never' | 'on-request';
  /** As `thread/start` spells it. */
  readonly sandbox: SandboxMode;
  /** As `turn/start` spells it. */
  readonly sandboxPolicy: SandboxPolicy;
  /** The built-in permission profile that means the same sandbox. */
  readonly profile: string;
}

const readOnlySandbox: SandboxPolicy = { type: 'readOnly', networkAccess: false };

/** What each mode is to codex. */
export const policyParts: Readonly<Record<PolicyMode, PolicyParts>> = {
  readOnly: {
    approvalPolicy: 'never',
    sandbox: 'read-only',
    sandboxPolicy: readOnlySandbox,
    profile: ':read-only',
  },
  askBeforeEdits: {
    approvalPolicy: 'on-request',
    sandbox: 'read-only',
    sandboxPolicy: readOnlySandbox,
    profile: ':read-only',
  },
  agent: {
    approvalPolicy: 'on-request',
    sandbox: 'workspace-write',
    sandboxPolicy: {
      type: 'workspaceWrite',
      writableRoots: [],
      networkAccess: false,
      excludeTmpdirEnvVar: false,
      excludeSlashTmp: false,
    },
    profile: ':workspace',
  },
  fullAccess: {
    approvalPolicy: 'never',
    sandbox: 'danger-full-access',
    sandboxPolicy: { type: 'dangerFullAccess' },
    profile: ':danger-full-access',
  },
};

/** Whether codex may do no more in this sandbox than the mode's line says. */
function isWithin(sandbox: SandboxPolicy, expected: SandboxMode, folders: readonly string[]): boolean {
  switch (sandbox.type) {
    case 'readOnly':
      return expected === 'read-only' && !sandbox.networkAccess;
    case 'workspaceWrite':
      return (
        expected === 'workspace-write' &&
        !sandbox.networkAccess &&
        sandbox.writableRoots.every((root) => !isOutside(root, folders))
      );
    case 'dangerFullAccess':
      return expected === 'danger-full-access';
    case 'externalSandbox':
      return false;
    default:
      return sandbox satisfies never;
  }
}

/**
 * The mode that a thread's effective policy is, as the server reports it. `custom` for every other combination, such
 * as a sandbox with network access: none of the modes' descriptions would be true of it. A sandbox may write in any of
 * the workspace's `folders` (absolute): codex reports the roots of a thread as writable ones.
 */
export function toPolicyMode(
  approvalPolicy: AskForApproval,
  sandbox: SandboxPolicy,
  folders: readonly string[] = [],
): PolicyMode | 'custom' {
  const fits = (mode: PolicyMode): boolean =>
    policyParts[mode].approvalPolicy === approvalPolicy &&
    isWithin(sandbox, policyParts[mode].sandbox, folders);
  return policyModes.find(fits) ?? 'custom';
}
