import type { Message } from 'vscode-jsonrpc/node';
import type { RequestId } from '../protocol/index.ts';

/**
 * The params of a server request as the connection's handler gets them. vscode-jsonrpc hides the id of a request
 * from its handler, and `serverRequest/resolved` names a request by it, so the id travels with the params.
 */
export interface RequestEnvelope {
  readonly id: RequestId;
  readonly params: unknown;
}

/**
 * Turns a parsed line into a message for vscode-jsonrpc: adds the `jsonrpc` member, which codex leaves out, and
 * puts the params of a request into an envelope. Throws an Error for a value that is no message.
 */
export function toMessage(value: unknown): Message {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('Not an object');
  const { id, method, params, result, error } = value as Record<string, unknown>;
  const jsonrpc = '2.0';
  const isId = typeof id === 'number' || typeof id === 'string';
  if (typeof method === 'string') {
    if (!isId) return { jsonrpc, method, params } as Message;
    return { jsonrpc, id, method, params: { id, params } satisfies RequestEnvelope } as Message;
  }
  if (!isId) throw new Error('Neither a request, a notification nor a response');
  if (error !== undefined && error !== null) return { jsonrpc, id, error } as Message;
  // A response must have a result for vscode-jsonrpc, or its request would never end.
  return { jsonrpc, id, result: result ?? null } as Message;
}

/** The line for a message, without line break: codex neither sends nor needs the `jsonrpc` member. */
export function toLine(message: Message): string {
  return JSON.stringify({ ...message, jsonrpc: undefined });
}
