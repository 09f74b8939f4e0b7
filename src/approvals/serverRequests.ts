import { ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import type { ReviewDecision, ServerRequest, ServerRequestResults } from '../protocol/index.ts';
import type { ApprovalBroker, RequestKey } from './approvalBroker.ts';

type Handlers = {
  readonly [M in ServerRequest['method']]: (
    broker: ApprovalBroker,
    key: RequestKey,
    params: unknown,
  ) => Promise<ServerRequestResults[M]>;
};

function refuse(message: string): () => Promise<never> {
  return () => Promise.reject(new ResponseError(ErrorCodes.MethodNotFound, message));
}

/** The words of the conversations of old servers, which differ from those of today's approvals. */
function deny(): Promise<{ decision: ReviewDecision }> {
  const rejection = 'This client does not answer approvals of the old protocol.';
  return Promise.resolve({ decision: { denied: { rejection } } });
}

/**
 * Every server request of the pinned codex, with what answers it. A codex upgrade that adds a request fails to compile
 * here, with its name.
 */
const handlers = {
  'item/commandExecution/requestApproval': (broker, key, params) => broker.askCommand(key, params),
  'item/fileChange/requestApproval': (broker, key, params) => broker.askFileChange(key, params),
  'item/permissions/requestApproval': (broker, key, params) => broker.askPermissions(key, params),
  'item/tool/requestUserInput': (broker, key, params) => broker.askUserInput(key, params),
  'mcpServer/elicitation/request': (broker, key, params) => broker.askElicitation(key, params),
  // Threads that another client has given tools of its own still call them here.
  'item/tool/call': () =>
    Promise.resolve({
      contentItems: [{ type: 'inputText', text: 'This tool is not available in this client.' }],
      success: false,
    }),
  'account/chatgptAuthTokens/refresh': refuse(
    'This client holds no ChatGPT tokens: codex signs in by itself.',
  ),
  'attestation/generate': refuse('This client cannot attest.'),
  'currentTime/read': () => Promise.resolve({ currentTimeAt: Math.floor(Date.now() / 1000) }),
  applyPatchApproval: deny,
  execCommandApproval: deny,
} as const satisfies Handlers;

/**
 * Hands a server request to its handler. Returns undefined for a request that this client does not know: it is to be
 * answered with an error, so that codex never waits, and codex takes the error as a refusal. The promise rejects
 * with a ResponseError where an error is the right answer.
 */
export function handleServerRequest(
  broker: ApprovalBroker,
  key: RequestKey,
  method: string,
  params: unknown,
): Promise<unknown> | undefined {
  if (!Object.hasOwn(handlers, method)) return undefined;
  const handler: (...args: Parameters<Handlers[ServerRequest['method']]>) => Promise<unknown> =
    handlers[method as keyof typeof handlers];
  return handler(broker, key, params);
}
