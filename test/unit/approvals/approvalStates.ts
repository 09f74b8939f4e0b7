import type {
  ApprovalState,
  CommandApproval,
  ElicitationApproval,
  FileChangeApproval,
  McpToolApproval,
  PermissionsApproval,
  UserInputApproval,
} from '../../../src/shared/approvals/approvalState.ts';
import { commandRequest, fileChangeRequest } from './requests.ts';

const base = {
  requestId: 0,
  generation: 1,
  threadId: 'T1',
  turnId: 'U1',
  itemId: 'i1',
  status: 'pending',
  answeredOptionId: null,
  answeredContent: null,
  options: (['accept', 'acceptForSession', 'decline', 'cancel'] as const).map((kind) => ({
    id: kind,
    kind,
    detail: null,
  })),
} as const;

const elicited = { threadId: 'T1', turnId: 'U1', serverName: 'files', _meta: null } as const;
const form = {
  ...elicited,
  mode: 'form',
  message: 'Which colour?',
  requestedSchema: { type: 'object', properties: {} },
} as const;

/** Waiting approvals of each kind, which offer the four plain answers, with members replaced. */
export const approvalStates = {
  commandExecution: (members: Partial<CommandApproval> = {}): CommandApproval => ({
    ...base,
    id: 'command',
    kind: 'commandExecution',
    request: commandRequest(),
    command: `/bin/bash -lc 'touch x1'`,
    cwd: '/workspace',
    ...members,
  }),
  fileChange: (members: Partial<FileChangeApproval> = {}): FileChangeApproval => ({
    ...base,
    id: 'files',
    kind: 'fileChange',
    request: fileChangeRequest(),
    changes: [{ path: '/workspace/new.txt', kind: { type: 'add' }, diff: 'new\n' }],
    edited: false,
    places: null,
    ...members,
  }),
  permissions: (members: Partial<PermissionsApproval> = {}): PermissionsApproval => ({
    ...base,
    id: 'permissions',
    kind: 'permissions',
    request: {
      threadId: 'T1',
      turnId: 'U1',
      itemId: 'i1',
      environmentId: null,
      startedAtMs: 0,
      cwd: '/workspace',
      reason: 'To fetch.',
      permissions: {
        network: { enabled: true },
        fileSystem: {
          read: null,
          write: null,
          entries: [
            { path: { type: 'path', path: '/data' }, access: 'write' },
            { path: { type: 'path', path: '/data/secret' }, access: 'deny' },
          ],
        },
      },
    },
    ...members,
  }),
  userInput: (members: Partial<UserInputApproval> = {}): UserInputApproval => ({
    ...base,
    id: 'question',
    kind: 'userInput',
    request: {
      threadId: 'T1',
      turnId: 'U1',
      itemId: 'i1',
      questions: [
        { id: 'q', header: 'Colour', question: 'Red or blue?', isOther: false, isSecret: false, options: [] },
      ],
      isBlocking: true,
      autoResolutionMs: null,
    },
    deadlineMs: null,
    ...members,
  }),
  mcpToolCall: (members: Partial<McpToolApproval> = {}): McpToolApproval => ({
    ...base,
    id: 'tool',
    kind: 'mcpToolCall',
    request: form,
    serverName: 'files',
    toolName: 'delete',
    toolDescription: null,
    toolArguments: '{\n  "name": "x1"\n}',
    ...members,
  }),
  elicitation: (members: Partial<ElicitationApproval> = {}): ElicitationApproval => ({
    ...base,
    id: 'form',
    kind: 'elicitation',
    request: form,
    ...members,
  }),
} satisfies Record<ApprovalState['kind'], () => ApprovalState>;

/** The request of a URL elicitation. */
export const urlElicitation: ElicitationApproval['request'] = {
  ...elicited,
  mode: 'url',
  message: 'Sign in',
  url: 'https://example.com/sign-in',
  elicitationId: 'e1',
};
