import type {
  CommandExecutionRequestApprovalParams,
  FileChangeRequestApprovalParams,
  McpServerElicitationRequestParams,
  PermissionsRequestApprovalParams,
  ToolRequestUserInputParams,
  ToolRequestUserInputQuestion,
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

/** A request for the network, one folder to read, one file to write, and one that stays forbidden. */
export function permissionsRequest(
  members: Partial<PermissionsRequestApprovalParams> = {},
): PermissionsRequestApprovalParams {
  return {
    ...place,
    itemId: 'rp1',
    environmentId: 'local',
    cwd: '/workspace',
    reason: 'It needs more.',
    permissions: {
      network: { enabled: true },
      fileSystem: {
        read: ['/data'],
        write: ['/data/out'],
        entries: [
          { path: { type: 'path', path: '/data' }, access: 'read' },
          { path: { type: 'path', path: '/data/out' }, access: 'write' },
          { path: { type: 'glob_pattern', pattern: '/data/*.key' }, access: 'deny' },
        ],
      },
    },
    ...members,
  };
}

/** A question with the two options `TypeScript` and `Rust`, and room for another answer. */
export function question(members: Partial<ToolRequestUserInputQuestion> = {}): ToolRequestUserInputQuestion {
  const options = ['TypeScript', 'Rust'].map((label) => ({ label, description: `It is ${label}.` }));
  return {
    id: 'lang',
    header: 'Language',
    question: 'Which one?',
    isOther: true,
    isSecret: false,
    options,
    ...members,
  };
}

/** A request of the model for answers. */
export function userInputRequest(
  members: Partial<ToolRequestUserInputParams> = {},
): ToolRequestUserInputParams {
  return {
    ...place,
    itemId: 'q1',
    isBlocking: true,
    autoResolutionMs: null,
    questions: [question()],
    ...members,
  };
}

const server = { threadId: 'T1', turnId: 'U1', serverName: 'fake' };

/** A form of an MCP server with the given schema. */
export function formRequest(
  requestedSchema: unknown,
  meta: unknown = null,
): McpServerElicitationRequestParams {
  const form = { mode: 'form', _meta: meta, message: 'Fill this in.', requestedSchema };
  return { ...server, ...form } as McpServerElicitationRequestParams;
}

/** An address that an MCP server wants opened. */
export function urlRequest(url = 'https://example.com/sign-in'): McpServerElicitationRequestParams {
  return { ...server, mode: 'url', _meta: null, message: 'Sign in.', url, elicitationId: 'e1' };
}

/** A tool call of an MCP server that needs approval, as codex disguises it. */
export function toolCallRequest(
  members: Readonly<Record<string, unknown>> = {},
): McpServerElicitationRequestParams {
  return formRequest(
    { type: 'object', properties: {} },
    {
      codex_approval_kind: 'mcp_tool_call',
      persist: ['session', 'always'],
      tool_name: 'echo',
      tool_description: 'Says it.',
      tool_params: { text: 'hi' },
      ...members,
    },
  );
}
