/** Something the user can do about an error: a button, and the command behind it. */
export interface ErrorAction {
  readonly title: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** An expected failure. The message is shown to the user as it is, with the actions as buttons. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  readonly actions: readonly ErrorAction[];

  constructor(message: string, actions: readonly ErrorAction[] = [], options?: ErrorOptions) {
    super(message, options);
    this.actions = actions;
  }
}

const messageChars = 500;
const messageEndChars = 200;

/** Cuts the middle out of a long message: what failed is at its beginning, and why is at its end. */
function shorten(message: string): string {
  if (message.length <= messageChars) return message;
  return `${message.slice(0, messageChars - messageEndChars)}…${message.slice(-messageEndChars)}`;
}

/**
 * The server answered a request with an error, so the request had no effect beyond what the error says. The message
 * is cut: for an unknown method the server lists every method it knows, about 4 kB.
 */
export class RpcError extends Error {
  override readonly name: string = 'RpcError';

  constructor(
    readonly method: string,
    readonly code: number,
    message: string,
    readonly data?: unknown,
  ) {
    super(shorten(message.trim()));
  }
}

/** This server does not know the method. The server said so once; afterwards nothing is sent. */
export class UnsupportedMethodError extends RpcError {
  override readonly name = 'UnsupportedMethodError';

  constructor(method: string) {
    super(method, -32600, `This version of codex does not support ${method}.`);
  }
}

/** The server is gone, or was never reached: whether the request took effect is unknown. Never retry it blindly. */
export class TransportLostError extends Error {
  override readonly name = 'TransportLostError';
}

/** The server did not answer in time: whether the request took effect, or still will, is unknown. */
export class RequestTimeoutError extends Error {
  override readonly name = 'RequestTimeoutError';

  constructor(
    readonly method: string,
    readonly deadlineMs: number,
  ) {
    super(`codex did not answer ${method} within ${Math.round(deadlineMs / 1000)} s.`);
  }
}

/** The program could not be started at all. `code` is the system's, for example `ENOENT` or `EACCES`. */
export class SpawnError extends Error {
  override readonly name = 'SpawnError';

  constructor(
    readonly path: string,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
