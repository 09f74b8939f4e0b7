import type { ClientResults, ConfigRequirements, SandboxMode } from '../../protocol/index.ts';
import { policyModes, policyParts, type PolicyMode } from './policyMode.ts';
import type { ForbiddenBy, PolicyLimits } from './policyState.ts';

type ConfigRead = Pick<ClientResults['config/read'], 'config' | 'origins'>;

/** The sandbox of a built-in permission profile, as `thread/start` spells it. */
function sandboxOfProfile(profile: unknown): SandboxMode | undefined {
  return Object.values(policyParts).find((parts) => parts.profile === profile)?.sandbox;
}

/** The value that somebody set; what comes with codex says nothing about this person's wish. */
function setValue({ config, origins }: ConfigRead, key: string): unknown {
  return origins[key]?.name.type === 'packagedDefaults' ? null : (config[key] ?? null);
}

/** Whether the configuration says that the folder `cwd` (absolute), or one above it, is not to be trusted. */
function isUntrusted({ config }: ConfigRead, cwd: string): boolean {
  const projects = Object.entries((config.projects ?? {}) as Record<string, { trust_level?: unknown }>);
  const holds = (folder: string): boolean =>
    cwd === folder || cwd.startsWith(`${folder}/`) || cwd.startsWith(`${folder}\\`);
  return projects.some(([folder, project]) => project.trust_level === 'untrusted' && holds(folder));
}

/**
 * What the configuration that holds in `cwd` gives a new thread, or null when nobody has set any of it. Where only
 * one of policy and sandbox is set, codex asks on request and reads only.
 */
export function configuredPolicy(read: ConfigRead, cwd: string): PolicyLimits['configured'] {
  const approval = setValue(read, 'approval_policy');
  const sandbox = setValue(read, 'sandbox_mode');
  const profile = setValue(read, 'default_permissions');
  if (approval === null && sandbox === null && profile === null)
    return isUntrusted(read, cwd) ? 'custom' : null;
  const effective = profile === null ? (sandbox ?? 'read-only') : sandboxOfProfile(profile);
  const isWidened = effective === 'workspace-write' && setValue(read, 'sandbox_workspace_write') !== null;
  if (isWidened) return 'custom';
  const fits = (mode: PolicyMode): boolean =>
    policyParts[mode].approvalPolicy === (approval ?? 'on-request') &&
    policyParts[mode].sandbox === effective;
  return policyModes.find(fits) ?? 'custom';
}

/** Which limit of the administrator forbids the mode, if any. */
export function forbiddenBy(mode: PolicyMode, requirements: ConfigRequirements | null): ForbiddenBy | null {
  if (!requirements) return null;
  const { approvalPolicy, sandbox, profile } = policyParts[mode];
  const { allowedApprovalPolicies, allowedSandboxModes, allowedPermissionProfiles } = requirements;
  if (allowedApprovalPolicies && !allowedApprovalPolicies.includes(approvalPolicy)) return 'approvalPolicy';
  if (allowedSandboxModes && !allowedSandboxModes.includes(sandbox)) return 'sandbox';
  if (allowedPermissionProfiles && allowedPermissionProfiles[profile] !== true) return 'permissionProfile';
  return null;
}

/** Whether the administrator lets codex's own reviewer answer. */
export function allowsAutoReview(requirements: ConfigRequirements | null): boolean {
  const allowed = requirements?.allowedApprovalsReviewers;
  return !allowed || allowed.some((reviewer) => reviewer !== 'user');
}

/** All that `configRequirements/read` forbids. */
export function forbiddenModes(requirements: ConfigRequirements | null): PolicyLimits['forbidden'] {
  return Object.fromEntries(
    policyModes.flatMap((mode) => {
      const reason = forbiddenBy(mode, requirements);
      return reason ? [[mode, reason]] : [];
    }),
  );
}
