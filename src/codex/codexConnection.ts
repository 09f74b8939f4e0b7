import type { Readable, Writable } from 'node:stream';
import { createMessageConnection, ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { RequestTimeoutError, RpcError, TransportLostError, UnsupportedMethodError } from '../errors.ts';
import type { ClientResults, RequestId, ServerNotification } from '../protocol/index.ts';
import { endOfBatch, endOfInput, JsonlReader } from './jsonlReader.ts';
import { JsonlWriter } from './jsonlWriter.ts';
import type { Logger } from './logger.ts';
import { NotificationBatch } from './notificationBatch.ts';
import { deadlineMsOf, isUnknownMethod, maxRequestsInFlight, overloadRetryMs } from './requestPolicy.ts';
import type { ClientMethod, ParamsOf } from './requestPolicy.ts';
import { RequestQueue } from './requestQueue.ts';
import type { RequestEnvelope } from './wireMessage.ts';
import type { WireTap } from './wireTap.ts';

/** A request of the server. Its id is the one that `serverRequest/resolved` names; the first is 0. */
export interface IncomingRequest {
  readonly id: RequestId;
  readonly method: string;
  readonly params: unknown;
}

/**
 * Answers a server request with its result. undefined: the method is not supported, and the server is told so. What
 * it throws becomes an error reply; the server waits for ever for a promise that never settles.
 */
export type ServerRequestHandler<R extends IncomingRequest = IncomingRequest> = (
  request: R,
) => Promise<unknown> | undefined;

export interface CodexConnectionOptions {
  /** codex's output. */
  readonly input: Readable;
  /** codex's input. */
  readonly output: Writable;
  /** The number of the server process that this connection leads to. */
  readonly generation: number;
  readonly log: Logger;
  readonly tap?: WireTap;
  /** Called in wire order, also among the server's requests. Methods may be unknown to the generated types. */
  readonly onNotification: (notification: ServerNotification) => void;
  readonly handleServerRequest: ServerRequestHandler;
  /** Called once, when the server's output has ended and is delivered, or when either direction has failed. */
  readonly onLost?: (error: TransportLostError) => void;
  /** Called once, when the server says more than is read line by line. */
  readonly onFlood?: () => void;
  /** Waits before a retry, and the randomness in their length; tests pass their own. */
  readonly delay?: (ms: number) => Promise<void>;
  readonly random?: () => number;
}

/**
 * The typed connection to one app-server process. It knows no thread and no turn: it bounds requests in number and
 * time, tells refusal from loss, and hands on what the server sends in wire order.
 */
export class CodexConnection {
  readonly generation: number;
  private readonly rpc: MessageConnection;
  private readonly queue = new RequestQueue(maxRequestsInFlight);
  private readonly unsupported = new Set<string>();
  private readonly inFlight = new Set<(error: Error) => void>();
  private lostBy: TransportLostError | undefined;
  private readonly log: Logger;
  private readonly onLost: ((error: TransportLostError) => void) | undefined;
  private readonly delay: (ms: number) => Promise<void>;
  private readonly random: () => number;

  constructor(options: CodexConnectionOptions) {
    const { input, output, log, tap, onNotification, handleServerRequest } = options;
    this.generation = options.generation;
    this.log = log;
    this.onLost = options.onLost;
    this.random = options.random ?? Math.random;
    this.delay = options.delay ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    const reader = new JsonlReader(
      input,
      // The line's text may hold the user's code: only its size and the parser's verdict are above trace.
      ({ bytes, start, reason }) => {
        log.warn(`codex sent a line of ${bytes} bytes that is no message: ${reason.slice(0, 80)}`);
        log.trace(`It begins: ${start}`);
      },
      tap,
      options.onFlood,
    );
    this.rpc = createMessageConnection(reader, new JsonlWriter(output, tap), {
      error: (message) => log.error(message),
      warn: (message) => log.warn(message),
      info: (message) => log.debug(message),
      log: (message) => log.debug(message),
    });
    this.rpc.onError(([error]) =>
      this.lose(new TransportLostError(`The connection to codex failed: ${error.message}`, { cause: error })),
    );
    this.rpc.onNotification((_, params: unknown) => {
      if (params === endOfInput.params)
        this.lose(new TransportLostError('The connection to codex has ended.'));
      else if (params === endOfBatch.params) reader.resume();
      else if (params instanceof NotificationBatch) this.notify(params, onNotification);
    });
    this.rpc.onRequest((method, params) => {
      const { id, params: original } = params as unknown as RequestEnvelope;
      return this.answer({ id, method, params: original }, handleServerRequest);
    });
    this.rpc.listen();
  }

  /** The methods that this server has said it does not know. */
  get unsupportedMethods(): ReadonlySet<string> {
    return this.unsupported;
  }

  /**
   * Sends a request and resolves with its result. It waits its turn when many are under way, and is repeated when
   * the server is overloaded and repeating is harmless. There is no cancellation: codex does not know
   * `$/cancelRequest`, and a turn is ended by `turn/interrupt`.
   * Throws RpcError (the server said no), UnsupportedMethodError (this server lacks the method),
   * RequestTimeoutError or TransportLostError (nobody knows whether it took effect).
   */
  request<M extends ClientMethod>(method: M, params: ParamsOf<M>): Promise<ClientResults[M]> {
    return this.queue.run(async () => {
      for (let retries = 0; ; retries++) {
        if (this.unsupported.has(method)) throw new UnsupportedMethodError(method);
        try {
          return (await this.send(method, params)) as ClientResults[M];
        } catch (error) {
          if (!(error instanceof ResponseError)) throw error;
          if (isUnknownMethod(method, error)) {
            this.unsupported.add(method);
            throw new UnsupportedMethodError(method);
          }
          const waitMs = overloadRetryMs(method, error, retries, this.random());
          if (waitMs === undefined) throw new RpcError(method, error.code, error.message, error.data);
          this.log.debug(`codex is overloaded: ${method} again in ${Math.round(waitMs)} ms`);
          // The slot is kept meanwhile: fewer requests are what an overloaded server needs.
          await this.unlessLost(this.delay(waitMs));
        }
      }
    });
  }

  /** Sends the one notification that clients have: it ends the handshake. */
  notifyInitialized(): void {
    void this.rpc.sendNotification('initialized').catch(() => undefined);
  }

  /** Ends the connection on this side: everything under way fails with the error, and nothing is delivered any more. */
  lose(error: TransportLostError): void {
    if (this.lostBy) return;
    this.lostBy = error;
    this.queue.close(error);
    for (const reject of this.inFlight) reject(error);
    this.rpc.dispose();
    this.onLost?.(error);
  }

  /** One that cannot be handled does not keep the others from being delivered. */
  private notify(
    { notifications }: NotificationBatch,
    handle: CodexConnectionOptions['onNotification'],
  ): void {
    for (const { method, params } of notifications) {
      if (this.lostBy) return;
      try {
        handle({ method, params } as unknown as ServerNotification);
      } catch (error) {
        this.log.error(`Handling ${method} failed: ${String(error)}`);
      }
    }
  }

  private unlessLost<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.inFlight.add(reject);
      promise.then(resolve, reject).finally(() => this.inFlight.delete(reject));
    });
  }

  private send(method: ClientMethod, params: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.lostBy) {
        reject(this.lostBy);
        return;
      }
      const deadlineMs = deadlineMsOf(method);
      const settle = (run: () => void): void => {
        clearTimeout(timer);
        this.inFlight.delete(rejectLost);
        run();
      };
      const rejectLost = (error: Error): void => settle(() => reject(error));
      const timer =
        deadlineMs === null
          ? undefined
          : setTimeout(() => settle(() => reject(new RequestTimeoutError(method, deadlineMs))), deadlineMs);
      this.inFlight.add(rejectLost);
      // Nearly every method insists on a `params` member, and `{}` is accepted by those that take none.
      this.rpc.sendRequest(method, params ?? {}).then(
        (result) => settle(() => resolve(result)),
        (error: unknown) => settle(() => reject(this.toFailure(error))),
      );
    });
  }

  /** vscode-jsonrpc reports its own failures as responses too: those are a lost transport, not the server's word. */
  private toFailure(error: unknown): unknown {
    if (error instanceof ResponseError && !localCodes.has(error.code)) return error;
    return this.lostBy ?? new TransportLostError('The request could not be sent to codex.', { cause: error });
  }

  private async answer(request: IncomingRequest, handle: ServerRequestHandler): Promise<unknown> {
    try {
      const answered = handle(request);
      if (answered) return await answered;
    } catch (error) {
      if (!this.lostBy) this.log.warn(`Answering ${request.method} failed: ${String(error)}`);
      if (error instanceof ResponseError) return error;
      return new ResponseError(ErrorCodes.InternalError, `The client failed to answer ${request.method}`);
    }
    this.log.warn(`codex asked for ${request.method}, which this client does not support`);
    return new ResponseError(ErrorCodes.MethodNotFound, 'method not supported by client');
  }
}

const localCodes: ReadonlySet<number> = new Set([
  ErrorCodes.MessageWriteError,
  ErrorCodes.MessageReadError,
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
]);
