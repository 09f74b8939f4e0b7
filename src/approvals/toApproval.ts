import type {
  CommandExecutionRequestApprovalParams,
  FileChangeRequestApprovalParams,
  McpServerElicitationRequestParams,
  PermissionsRequestApprovalParams,
  ThreadItem,
  ToolRequestUserInputParams,
} from '../protocol/index.ts';
import type {
  ApprovalState,
  CommandApproval,
  ElicitationApproval,
  FileChangeApproval,
  McpToolApproval,
  PermissionsApproval,
  UserInputApproval,
} from '../shared/approvals/approvalState.ts';
import type { ItemRef } from '../shared/thread/findItem.ts';
import { commandDecisions, fileChangeDecisions } from './decisions.ts';
import { elicitationOptions } from './elicitationDecisions.ts';
import { mcpToolOptions, readToolCall } from './mcpToolDecisions.ts';
import { permissionOptions } from './permissionDecisions.ts';
import { userInputOptions } from './userInputDecisions.ts';

/** What an approval is made of beside its request. */
export interface ApprovalContext {
  /** Of the approval to be. */
  readonly id: string;
  readonly requestId: string | number;
  readonly generation: number;
  readonly nowMs: number;
  /** The item that a request is about, as far as it is known. */
  findItem(ref: ItemRef): ThreadItem | undefined;
}

type Base = Pick<
  ApprovalState,
  'id' | 'requestId' | 'generation' | 'status' | 'answeredOptionId' | 'answeredContent'
>;

function toBase({ id, requestId, generation }: ApprovalContext): Base {
  return { id, requestId, generation, status: 'pending', answeredOptionId: null, answeredContent: null };
}

/** True for a request that says which item of which turn it is about: without that nothing would ever take it away. */
function hasPlace(request: unknown): request is ItemRef {
  const { threadId, turnId, itemId } = (request ?? {}) as Partial<Record<keyof ItemRef, unknown>>;
  return [threadId, turnId, itemId].every((part) => typeof part === 'string');
}

/** Makes the approval of `item/commandExecution/requestApproval`. What the request leaves out comes from its item. */
export function toCommandApproval(params: unknown, context: ApprovalContext): CommandApproval | undefined {
  if (!hasPlace(params)) return undefined;
  const request = params as CommandExecutionRequestApprovalParams;
  const { threadId, turnId, itemId } = request;
  const found = context.findItem(request);
  const item = found?.type === 'commandExecution' ? found : undefined;
  return {
    ...toBase(context),
    kind: 'commandExecution',
    request,
    command: request.command ?? item?.command ?? null,
    cwd: request.cwd ?? item?.cwd ?? null,
    options: commandDecisions(request).map(({ option }) => option),
    threadId,
    turnId,
    itemId,
  };
}

/** Makes the approval of `item/fileChange/requestApproval`, with the changes of its item. */
export function toFileChangeApproval(
  params: unknown,
  context: ApprovalContext,
): FileChangeApproval | undefined {
  if (!hasPlace(params)) return undefined;
  const request = params as FileChangeRequestApprovalParams;
  const { threadId, turnId, itemId } = request;
  const item = context.findItem(request);
  return {
    ...toBase(context),
    kind: 'fileChange',
    request,
    changes: item?.type === 'fileChange' ? item.changes : [],
    edited: false,
    places: null,
    options: fileChangeDecisions().map(({ option }) => option),
    threadId,
    turnId,
    itemId,
  };
}

/** Makes the approval of `item/permissions/requestApproval`. Throws when it does not say what it asks for. */
export function toPermissionsApproval(
  params: unknown,
  context: ApprovalContext,
): PermissionsApproval | undefined {
  if (!hasPlace(params)) return undefined;
  const request = params as PermissionsRequestApprovalParams;
  const { threadId, turnId, itemId } = request;
  const options = permissionOptions(request);
  return { ...toBase(context), kind: 'permissions', request, threadId, turnId, itemId, options };
}

function isQuestion(value: unknown): boolean {
  const { id, header, question, options } = (value ?? {}) as Record<string, unknown>;
  const isOption = (option: unknown): boolean =>
    typeof (option as { label?: unknown } | null)?.label === 'string';
  return (
    [id, header, question].every((part) => typeof part === 'string') &&
    ((options ?? null) === null || (Array.isArray(options) && options.every(isOption)))
  );
}

/** Makes the approval of `item/tool/requestUserInput`. There is nothing to ask without a question. */
export function toUserInputApproval(
  params: unknown,
  context: ApprovalContext,
): UserInputApproval | undefined {
  if (!hasPlace(params)) return undefined;
  const request = params as ToolRequestUserInputParams;
  const { threadId, turnId, itemId, questions, autoResolutionMs } = request;
  if (questions.length === 0 || !questions.every(isQuestion)) return undefined;
  return {
    ...toBase(context),
    kind: 'userInput',
    request,
    threadId,
    turnId,
    itemId,
    deadlineMs: typeof autoResolutionMs === 'number' ? context.nowMs + autoResolutionMs : null,
    options: userInputOptions(),
  };
}

function hasElicitation(value: unknown): value is McpServerElicitationRequestParams {
  const { threadId, turnId, serverName, mode, ...rest } = (value ?? {}) as Record<string, unknown>;
  const hasBody =
    mode === 'url'
      ? typeof rest.url === 'string'
      : mode === 'form' && typeof rest.requestedSchema === 'object' && rest.requestedSchema !== null;
  const hasTurn = turnId === null || turnId === undefined || typeof turnId === 'string';
  return hasBody && hasTurn && [threadId, serverName, rest.message].every((part) => typeof part === 'string');
}

/**
 * Makes the approval of `mcpServer/elicitation/request`: of a tool call, which comes in the disguise of a form, or of
 * a form or an address. Other modes are not for a person.
 */
export function toElicitationApproval(
  request: unknown,
  context: ApprovalContext,
): McpToolApproval | ElicitationApproval | undefined {
  if (!hasElicitation(request)) return undefined;
  const { threadId, serverName } = request;
  const base = { ...toBase(context), request, threadId, turnId: request.turnId ?? null, itemId: null };
  const call = readToolCall(request);
  if (call) return { ...base, kind: 'mcpToolCall', serverName, ...call, options: mcpToolOptions(request) };
  return { ...base, kind: 'elicitation', options: elicitationOptions(request) };
}
