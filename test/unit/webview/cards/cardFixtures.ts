import type {
  McpServerElicitationRequestParams,
  PermissionsRequestApprovalParams,
  ToolRequestUserInputQuestion,
} from '../../../../src/protocol/index.ts';
import type {
  ApprovalOption,
  CommandApproval,
  ElicitationApproval,
  FileChangeApproval,
  McpToolApproval,
  PermissionsApproval,
  UserInputApproval,
} from '../../../../src/shared/approvals/approvalState.ts';

const ids = { threadId: 'T1', turnId: 'U1', itemId: 'I1' } as const;

let count = 0;

/** Options of these kinds, without details. */
export function optionsOf(...kinds: readonly ApprovalOption['kind'][]): ApprovalOption[] {
  return kinds.map((kind) => ({ id: kind, kind, detail: null }));
}

function base(options: readonly ApprovalOption[]): {
  readonly status: 'pending';
  readonly answeredOptionId: null;
  readonly answeredContent: null;
} & typeof ids & {
    readonly id: string;
    readonly requestId: number;
    readonly generation: number;
    readonly options: readonly ApprovalOption[];
  } {
  count += 1;
  return {
    ...ids,
    id: `A${count}`,
    requestId: count,
    generation: 1,
    options,
    status: 'pending',
    answeredOptionId: null,
    answeredContent: null,
  };
}

const threeOptions = optionsOf('accept', 'decline', 'cancel');

export function commandCard(
  change: Partial<CommandApproval>,
  request: Partial<CommandApproval['request']> = {},
): CommandApproval {
  return {
    ...base(threeOptions),
    kind: 'commandExecution',
    request: { ...ids, kind: 'command', startedAtMs: 0, environmentId: null, ...request },
    command: null,
    cwd: null,
    ...change,
  };
}

export function fileCard(change: Partial<FileChangeApproval>): FileChangeApproval {
  return {
    ...base(optionsOf('accept', 'acceptForSession', 'decline', 'cancel')),
    kind: 'fileChange',
    request: { ...ids, startedAtMs: 0 },
    changes: [{ path: '/proj/a.ts', kind: { type: 'add' }, diff: 'x\n' }],
    edited: false,
    places: null,
    ...change,
  };
}

export function permissionsCard(
  permissions: PermissionsRequestApprovalParams['permissions'],
): PermissionsApproval {
  return {
    ...base(optionsOf('accept', 'acceptForSession', 'decline')),
    kind: 'permissions',
    request: { ...ids, startedAtMs: 0, environmentId: null, cwd: '/proj', reason: null, permissions },
  };
}

export function question(change: Partial<ToolRequestUserInputQuestion> = {}): ToolRequestUserInputQuestion {
  return {
    id: 'q',
    header: '',
    question: 'Which?',
    isOther: false,
    isSecret: false,
    options: null,
    ...change,
  };
}

export function questionsCard(
  questions: readonly ToolRequestUserInputQuestion[],
  change: { readonly deadlineMs?: number; readonly isBlocking?: boolean } = {},
): UserInputApproval {
  const { deadlineMs = null, isBlocking = true } = change;
  return {
    ...base(optionsOf('accept', 'decline')),
    kind: 'userInput',
    request: { ...ids, questions: [...questions], isBlocking, autoResolutionMs: null },
    deadlineMs,
  };
}

export function toolCard(change: Partial<McpToolApproval> = {}): McpToolApproval {
  const request = formRequest({});
  return {
    ...base(optionsOf('accept', 'acceptForSession', 'acceptAlways', 'decline', 'cancel')),
    kind: 'mcpToolCall',
    serverName: 'files',
    toolName: 'remove',
    toolDescription: null,
    toolArguments: '{}',
    request,
    ...change,
  };
}

/** A form's request whose schema has these properties. */
export function formRequest(
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[] = [],
): McpServerElicitationRequestParams {
  return {
    threadId: 'T1',
    turnId: 'U1',
    serverName: 'files',
    mode: 'form',
    _meta: null,
    message: 'Please fill in',
    // What a server sends may be anything.
    requestedSchema: { type: 'object', properties, required } as never,
  };
}

export function elicitationCard(request: McpServerElicitationRequestParams): ElicitationApproval {
  return { ...base(threeOptions), kind: 'elicitation', request };
}

export function linkCard(url: string): ElicitationApproval {
  const common = { threadId: 'T1', turnId: 'U1', serverName: 'files', _meta: null };
  return elicitationCard({ ...common, mode: 'url', message: 'Open it', url, elicitationId: 'e' });
}
