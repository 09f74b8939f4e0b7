import type { ClientRequest, ClientResults } from '../protocol/index.ts';

/** A method that this client can call. */
export type ClientMethod = keyof ClientResults & ClientRequest['method'];

/** What a method takes. */
export type ParamsOf<M extends ClientMethod> = Extract<ClientRequest, { method: M }>['params'];

/** A server answers a few hundred requests at once, but loses some of thousands: more than this many wait here. */
export const maxRequestsInFlight = 32;

const defaultDeadlineMs = 30_000;
const minuteMs = 60_000;

/** null: as long as it takes, because a person or a program of the user is waited for. */
const deadlinesMs: { readonly [M in ClientMethod]?: number | null } = {
  'thread/start': minuteMs,
  'thread/resume': 2 * minuteMs,
  'thread/fork': 2 * minuteMs,
  'thread/read': minuteMs,
  'thread/search': minuteMs,
  'thread/searchOccurrences': minuteMs,
  'thread/sample': null,
  'thread/prediction/request': 2 * minuteMs,
  'thread/guardianReview': null,
  'turn/start': minuteMs,
  'review/start': minuteMs,
  'model/list': minuteMs,
  'mcpServerStatus/list': 2 * minuteMs,
  'mcpServer/oauth/login': minuteMs,
  'mcpServer/resource/read': 2 * minuteMs,
  'mcpServer/tool/call': null,
  'command/exec': null,
  'process/spawn': minuteMs,
  'account/login/start': minuteMs,
  'account/gatewayOAuth/login': null,
  'userVerification/enroll': null,
  'userVerification/verify': null,
  'account/rateLimits/read': minuteMs,
  'account/usage/read': minuteMs,
  'feedback/upload': 2 * minuteMs,
  fuzzyFileSearch: minuteMs,
  gitDiffToRemote: minuteMs,
  'externalAgentConfig/detect': minuteMs,
  'externalAgentConfig/import': 5 * minuteMs,
  'marketplace/add': 5 * minuteMs,
  'marketplace/upgrade': 5 * minuteMs,
  'plugin/install': 5 * minuteMs,
  'plugin/list': minuteMs,
  'plugin/reconcile': 5 * minuteMs,
  'rollout/compress': 5 * minuteMs,
  'windowsSandbox/setupStart': 2 * minuteMs,
};

/** Calls that change nothing, or leave the same behind when made twice. Only these may be repeated. */
const idempotentMethods: ReadonlySet<string> = new Set<ClientMethod>([
  'account/rateLimits/read',
  'account/read',
  'account/usage/read',
  'app/list',
  'collaborationMode/list',
  'config/read',
  'configRequirements/read',
  'experimentalFeature/list',
  'fs/getMetadata',
  'fs/readDirectory',
  'fs/readFile',
  'fuzzyFileSearch',
  'getAuthStatus',
  'gitDiffToRemote',
  'hooks/list',
  'mcpServer/resource/read',
  'mcpServerStatus/list',
  'model/list',
  'modelProvider/list',
  'permissionProfile/list',
  'server/diagnostics',
  'skills/list',
  'thread/backgroundTerminals/list',
  'thread/goal/get',
  'thread/items/list',
  'thread/items/read',
  'thread/list',
  'thread/loaded/list',
  'thread/queue/list',
  'thread/read',
  'thread/search',
  'thread/searchOccurrences',
  'thread/timeline/list',
  'thread/turns/list',
  'thread/unsubscribe',
  'threadSection/list',
]);

/** How long to wait for the answer to a method, in ms; null is for ever. */
export function deadlineMsOf(method: ClientMethod): number | null {
  const deadlineMs = deadlinesMs[method];
  return deadlineMs === undefined ? defaultDeadlineMs : deadlineMs;
}

const overloadedCode = -32001;
const firstBackoffMs = 100;
const maxRetries = 6;

/**
 * How long to wait before an overloaded server (code -32001) gets a request again, in ms; undefined: not again.
 * The wait doubles with every retry (`retries` is the count so far) and is spread by `random` (0 to 1), so that the
 * requests of one burst do not come back as one burst. Only idempotent calls are repeated, and none to a server
 * that shuts down.
 */
export function overloadRetryMs(
  method: ClientMethod,
  error: { readonly code: number; readonly data?: unknown },
  retries: number,
  random: number,
): number | undefined {
  if (error.code !== overloadedCode || retries >= maxRetries || !idempotentMethods.has(method))
    return undefined;
  const { data } = error;
  const isLeaving =
    typeof data === 'object' && data !== null && 'reason' in data && data.reason === 'serverShuttingDown';
  return isLeaving ? undefined : firstBackoffMs * 2 ** retries * (0.5 + random / 2);
}

/**
 * Whether an error says that the server does not know the method. codex answers -32600 with ``unknown variant
 * `method` `` (not -32601); the same words about another name are about a value in the params.
 */
export function isUnknownMethod(method: string, error: { code: number; message: string }): boolean {
  return error.code === -32600 && error.message.startsWith(`Invalid request: unknown variant \`${method}\``);
}
