import type { ServerRequest, ServerRequestResults } from '../protocol/index.ts';
import type { ApprovalBroker, RequestKey } from './approvalBroker.ts';

type Handlers = {
  readonly [M in ServerRequest['method']]:
    | ((
        broker: ApprovalBroker,
        key: RequestKey,
        params: Extract<ServerRequest, { method: M }>['params'],
      ) => Promise<ServerRequestResults[M]>)
    | null;
};

/**
 * Every server request of the pinned codex, with what answers it; null is refused with an error. A codex upgrade
 * that adds a request fails to compile here, with its name.
 */
const handlers = {
  'item/commandExecution/requestApproval': (broker, key, params) => broker.askCommand(key, params),
  'item/fileChange/requestApproval': (broker, key, params) => broker.askFileChange(key, params),
  'item/tool/requestUserInput': null,
  'mcpServer/elicitation/request': null,
  'item/permissions/requestApproval': null,
  'item/tool/call': null,
  'account/chatgptAuthTokens/refresh': null,
  'attestation/generate': null,
  'currentTime/read': null,
  applyPatchApproval: null,
  execCommandApproval: null,
} as const satisfies Handlers;

/**
 * Hands a server request to its handler. Returns undefined for a request that this client does not support: it is
 * to be answered with an error, so that codex never waits, and codex takes the error as a refusal.
 */
export function handleServerRequest(
  broker: ApprovalBroker,
  key: RequestKey,
  method: string,
  params: unknown,
): Promise<unknown> | undefined {
  if (!Object.hasOwn(handlers, method)) return undefined;
  const handler: ((...args: never[]) => Promise<unknown>) | null = handlers[method as keyof typeof handlers];
  return (handler as ((...args: unknown[]) => Promise<unknown>) | null)?.(broker, key, params);
}
