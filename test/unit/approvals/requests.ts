import type {
  CommandExecutionRequestApprovalParams,
  FileChangeRequestApprovalParams,
} from '../../../src/protocol/index.ts';

const place = { threadId: 'T1', turnId: 'U1', startedAtMs: 0 };

/** A command approval as codex sends it, with members replaced. */
export function commandRequest(
  members: Partial<CommandExecutionRequestApprovalParams> = {},
): CommandExecutionRequestApprovalParams {
  return {
    kind: 'command',
    ...place,
    itemId: 'c1',
    environmentId: 'local',
    command: `/bin/bash -lc 'touch x1'`,
    cwd: '/workspace',
    availableDecisions: ['accept', 'cancel'],
    ...members,
  };
}

/** A file change approval as codex sends it: it names the item, and holds no changes. */
export function fileChangeRequest(
  members: Partial<FileChangeRequestApprovalParams> = {},
): FileChangeRequestApprovalParams {
  return { ...place, itemId: 'p1', reason: null, grantRoot: null, ...members };
}
