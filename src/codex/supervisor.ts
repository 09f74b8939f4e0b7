import { Emitter } from 'vscode-jsonrpc/node';
import type { Event } from 'vscode-jsonrpc/node';
import { SpawnError, TransportLostError } from '../errors.ts';
import type { ServerNotification } from '../protocol/index.ts';
import { CodexConnection } from './codexConnection.ts';
import type { IncomingRequest, ServerRequestHandler } from './codexConnection.ts';
import { CodexProcess } from './codexProcess.ts';
import type { ProcessExit } from './codexProcess.ts';
import { initializeServer } from './initializeServer.ts';
import type { ServerInfo } from './initializeServer.ts';
import type { LocateResult } from './locateCodex.ts';
import type { Logger } from './logger.ts';
import { decideRestart } from './restartPolicy.ts';
import { describeFailure, ServerFailedError } from './serverFailure.ts';
import type { ServerFailure } from './serverFailure.ts';
import { redactSecrets } from './redactSecrets.ts';
import type { WireTap } from './wireTap.ts';
import { yieldToWindow } from './yieldToWindow.ts';

/** Where the server stands. `generation` counts processes: what an older one said or asked is void. */
export type SupervisorState =
  | { readonly kind: 'stopped'; readonly generation: number }
  | { readonly kind: 'starting'; readonly generation: number }
  | {
      readonly kind: 'ready';
      readonly generation: number;
      readonly codex: Extract<LocateResult, { kind: 'found' }>;
      readonly info: ServerInfo;
    }
  | {
      readonly kind: 'failed';
      readonly generation: number;
      readonly failure: ServerFailure;
      /** Whether the next `ensureReady` tries again; if not, only `restart` does. */
      readonly canRetry: boolean;
    };

export interface SupervisorOptions {
  readonly locate: () => Promise<LocateResult>;
  readonly environment: () => Readonly<Record<string, string | undefined>>;
  /** Where the server runs: not the workspace, whose files could choose what a version manager's shim runs. */
  readonly cwd: string;
  /** After `app-server`, for example `-c key=value`. */
  readonly extraArgs?: readonly string[];
  readonly clientVersion: string;
  readonly optOutNotificationMethods?: readonly ServerNotification['method'][];
  readonly log: Logger;
  /** Answers the server's requests; see ServerRequestHandler. */
  readonly handleServerRequest: ServerRequestHandler<IncomingRequest & { readonly generation: number }>;
  /** Makes what sees the lines of the wire beside the trace log. Called at each start. */
  readonly createTap?: () => WireTap;
  readonly startDeadlineMs?: number;
  /** The clock of the restart policy, in ms. */
  readonly now?: () => number;
}

interface Running {
  readonly generation: number;
  readonly process: CodexProcess;
  readonly connection: CodexConnection;
}

const defaultStartDeadlineMs = 30_000;
const traceChars = 4000;

/**
 * Keeps at most one server process. It is started when it is first needed, again when it is needed after a crash
 * (within the restart policy), and ended by its input's end. Idle, it has no timer.
 */
export class Supervisor {
  private current: SupervisorState = { kind: 'stopped', generation: 0 };
  private starting: Promise<CodexConnection> | undefined;
  private running: Running | undefined;
  private cancelWait: (() => void) | undefined;
  private readonly stops = new Set<Promise<unknown>>();
  private crashTimesMs: number[] = [];
  private disposed = false;
  private readonly stateEmitter = new Emitter<SupervisorState>();
  private readonly notificationEmitter = new Emitter<{
    readonly generation: number;
    readonly notification: ServerNotification;
  }>();

  readonly onDidChangeState: Event<SupervisorState> = this.stateEmitter.event;
  /** In wire order, also among the server's requests. */
  readonly onNotification = this.notificationEmitter.event;

  constructor(private readonly options: SupervisorOptions) {}

  get state(): SupervisorState {
    return this.current;
  }

  /**
   * The connection to a server that is through its handshake; started if there is none. Callers share one start.
   * Throws ServerFailedError (it did not start, or crashed too often) or TransportLostError (stopped meanwhile).
   */
  ensureReady(): Promise<CodexConnection> {
    if (this.disposed) return Promise.reject(new TransportLostError('The extension is shutting down.'));
    if (this.running && this.current.kind === 'ready') return Promise.resolve(this.running.connection);
    if (this.starting) return this.starting;
    if (this.current.kind === 'failed' && !this.current.canRetry)
      return Promise.reject(new ServerFailedError(this.current.failure));
    const generation = this.current.generation + 1;
    // Set before anybody is told: a listener of the state may call again.
    const starting = Promise.resolve().then(() => this.start(generation));
    this.starting = starting;
    const clear = (): void => {
      if (this.starting === starting) this.starting = undefined;
    };
    starting.then(clear, clear);
    this.setState({ kind: 'starting', generation });
    return starting;
  }

  /** Ends the server if there is one, forgets past crashes, and starts a new one. Throws as `ensureReady` does. */
  async restart(): Promise<CodexConnection> {
    await this.stop();
    return this.ensureReady();
  }

  /** Ends the server and resolves when its process is gone. What is under way fails with TransportLostError. */
  async stop(): Promise<void> {
    this.crashTimesMs = [];
    this.starting = undefined;
    this.cancelWait?.();
    const { running } = this;
    this.running = undefined;
    if (this.current.kind !== 'stopped')
      this.setState({ kind: 'stopped', generation: this.current.generation + 1 });
    if (running) {
      running.connection.lose(new TransportLostError('codex was stopped.'));
      void this.endProcess(running.process);
    }
    await Promise.all(this.stops);
  }

  /** Stops for good. Resolves when no process is left. */
  async dispose(): Promise<void> {
    this.disposed = true;
    await this.stop();
    this.stateEmitter.dispose();
    this.notificationEmitter.dispose();
  }

  private async start(generation: number): Promise<CodexConnection> {
    const { log } = this.options;
    try {
      await this.waitForTurn(generation);
      const codex = await this.options.locate();
      this.assertCurrent(generation);
      if (codex.kind !== 'found') throw new ServerFailedError({ kind: 'notLocated', result: codex });
      log.info(`codex ${codex.version}: ${codex.path}`);
      const process = await this.spawn(codex.path, generation);
      const info = await this.connect(process, generation);
      const { running } = this;
      if (!running || running.generation !== generation) throw staleStart();
      this.setState({ kind: 'ready', generation, codex, info });
      return running.connection;
    } catch (error) {
      if (error instanceof ServerFailedError) this.fail(generation, error.failure);
      else if (this.isCurrent(generation)) {
        // A fault of `locate` or `environment`: told like any other failure, for nobody may wait for ever.
        this.fail(generation, { kind: 'startFailed', message: String(error), stderrTail: '' });
      }
      throw error;
    }
  }

  private spawn(path: string, generation: number): Promise<CodexProcess> {
    const { options } = this;
    const spawned = CodexProcess.start({
      path,
      args: ['app-server', ...(options.extraArgs ?? [])],
      cwd: options.cwd,
      env: options.environment(),
      onStderr: (line) => options.log.debug(`stderr: ${line}`),
    }).then(
      async (process) => {
        if (this.isCurrent(generation)) return process;
        await process.stop();
        throw staleStart();
      },
      (error: unknown) => {
        if (!(error instanceof SpawnError)) throw error;
        throw new ServerFailedError({ kind: 'spawnFailed', path, message: error.message });
      },
    );
    // A stop that comes in between has no process to end yet: it waits until this one has ended itself.
    this.track(spawned.catch(() => undefined));
    return spawned;
  }

  private async connect(process: CodexProcess, generation: number): Promise<ServerInfo> {
    const { options } = this;
    let lost: () => void = () => undefined;
    const delivered = new Promise<void>((resolve) => (lost = resolve));
    const connection = new CodexConnection({
      input: process.stdout,
      output: process.stdin,
      generation,
      log: options.log,
      tap: this.createTap(),
      onNotification: (notification) => this.notificationEmitter.fire({ generation, notification }),
      handleServerRequest: (request) => options.handleServerRequest({ ...request, generation }),
      // Not before: while it starts, the page waits for it.
      onFlood: () => void yieldToWindow(process.pid),
      onLost: () => {
        // A server that has closed its output can no longer be talked to, even if it still runs.
        if (this.running?.process === process) void this.endProcess(process);
        lost();
      },
    });
    this.running = { generation, process, connection };
    // What it said last is delivered before its end is told.
    void Promise.all([process.exited, delivered]).then(([exit]) => this.handleExit(process, exit));
    const deadlineMs = options.startDeadlineMs ?? defaultStartDeadlineMs;
    try {
      return await initializeServer(connection, options, deadlineMs);
    } catch (error) {
      this.assertCurrent(generation);
      // The process tells why the connection was lost, and it may be about to.
      const exit = error instanceof TransportLostError ? await process.exited : undefined;
      if (!exit) await this.endProcess(process);
      this.assertCurrent(generation);
      if (exit) throw new ServerFailedError({ kind: 'crashed', ...exit });
      const message = error instanceof Error ? error.message : String(error);
      throw new ServerFailedError({ kind: 'startFailed', message, stderrTail: process.stderrTail });
    }
  }

  private handleExit(process: CodexProcess, exit: ProcessExit): void {
    const { running } = this;
    if (running?.process !== process) return;
    // During the start the failure is told by the start itself, with the same exit.
    if (this.current.kind === 'ready') this.fail(running.generation, { kind: 'crashed', ...exit });
  }

  private fail(generation: number, failure: ServerFailure): void {
    if (!this.isCurrent(generation)) return;
    this.running = undefined;
    this.starting = undefined;
    this.options.log.warn(describeFailure(failure));
    const now = this.now();
    // Only what ran can crash: a program that is missing may be looked for as often as somebody asks.
    if (failure.kind === 'crashed' || failure.kind === 'startFailed') this.crashTimesMs.push(now);
    const canRetry = decideRestart(this.crashTimesMs, now).kind === 'restart';
    this.setState({ kind: 'failed', generation, failure, canRetry });
  }

  private async waitForTurn(generation: number): Promise<void> {
    // The last process must be gone first: it holds the locks of the threads it had loaded.
    await Promise.all(this.stops);
    const decision = decideRestart(this.crashTimesMs, this.now());
    if (decision.kind === 'restart' && decision.delayMs > 0) {
      this.options.log.debug(`Starting codex again in ${decision.delayMs} ms`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, decision.delayMs);
        this.cancelWait = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.cancelWait = undefined;
    }
    this.assertCurrent(generation);
  }

  private endProcess(process: CodexProcess): Promise<unknown> {
    return this.track(process.stop());
  }

  private track(ending: Promise<unknown>): Promise<unknown> {
    const tracked = ending.finally(() => this.stops.delete(tracked));
    this.stops.add(tracked);
    return tracked;
  }

  private createTap(): WireTap {
    const { log, createTap } = this.options;
    const tap = createTap?.();
    return (dir, line) => {
      log.trace(`${dir === 'in' ? '<-' : '->'} ${redactSecrets(line.slice(0, traceChars))}`);
      tap?.(dir, line);
    };
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }

  private isCurrent(generation: number): boolean {
    return this.current.generation === generation;
  }

  private assertCurrent(generation: number): void {
    if (!this.isCurrent(generation)) throw staleStart();
  }

  private setState(state: SupervisorState): void {
    this.current = state;
    this.options.log.debug(`codex server: ${state.kind} (generation ${state.generation})`);
    this.stateEmitter.fire(state);
  }
}

function staleStart(): TransportLostError {
  return new TransportLostError('codex was stopped or restarted while it started.');
}
