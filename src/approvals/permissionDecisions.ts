import type {
  PermissionsRequestApprovalParams,
  PermissionsRequestApprovalResponse,
} from '../protocol/index.ts';
import type { ApprovalContent, ApprovalOption } from '../shared/approvals/approvalState.ts';
import { grantParts, permissionParts } from '../shared/approvals/permissionParts.ts';
import { toOption } from './toOption.ts';

/** How a request for permissions is refused: members that are left out are not granted. */
export const deniedPermissions: PermissionsRequestApprovalResponse = { permissions: {}, scope: 'turn' };

/** The answers to a request for permissions. One that asks for nothing can only be declined. */
export function permissionOptions({ permissions }: PermissionsRequestApprovalParams): ApprovalOption[] {
  const isGrantable = permissionParts(permissions).some(({ access }) => access !== 'deny');
  const grants = isGrantable ? (['accept', 'acceptForSession'] as const) : [];
  return [...grants, 'decline' as const].map(toOption);
}

/**
 * The wire answer: what was asked for and chosen (without content: all of it), for the turn or the session, or
 * nothing. undefined when the option is not offered or the content names what was not asked for.
 */
export function decidePermissions(
  request: PermissionsRequestApprovalParams,
  optionId: string,
  content: ApprovalContent | null,
): PermissionsRequestApprovalResponse | undefined {
  const option = permissionOptions(request).find(({ id }) => id === optionId);
  if (!option) return undefined;
  if (option.kind === 'decline') return deniedPermissions;
  const asked = permissionParts(request.permissions).map(({ id }) => id);
  if (content && content.kind !== 'permissions') return undefined;
  const granted = content?.granted ?? asked;
  if (!granted.every((id) => asked.includes(id))) return undefined;
  const permissions = grantParts(request.permissions, granted);
  if (Object.keys(permissions).length === 0) return deniedPermissions;
  return { permissions, scope: option.kind === 'acceptForSession' ? 'session' : 'turn' };
}
