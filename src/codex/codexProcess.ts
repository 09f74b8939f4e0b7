import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { getDefaultHighWaterMark, setDefaultHighWaterMark } from 'node:stream';
import type { Readable, Writable } from 'node:stream';
import { SpawnError } from '../errors.ts';
import { descendantsOf, killTree, signalGroup } from './killTree.ts';
import { toSpawnCommand } from './spawnCommand.ts';
import { StderrTail } from './stderrTail.ts';

export interface CodexProcessOptions {
  /** Absolute path of the program. */
  readonly path: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onStderr?: (line: string) => void;
  /** How long each polite way of ending it may take. */
  readonly graceMs?: number;
}

/** How the process ended: exit code or signal, and its last words. */
export interface ProcessExit {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stderrTail: string;
}

const defaultGraceMs = 2000;
/** After the exit, output that is still in the pipes is read this long. Somebody else may hold them open. */
const drainMs = 200;
/** So little that a reader that rests is not woken for every line (`ReadPace`): they stay in the pipe. */
const readAheadBytes = 1024;

/**
 * One server process, and the only place that starts one. It reads its messages from stdin and ends when stdin ends,
 * so it also ends when this process dies.
 */
export class CodexProcess {
  /** Resolves once it has ended and its output is read. Never rejects. */
  readonly exited: Promise<ProcessExit>;
  private readonly tail: StderrTail;
  private readonly graceMs: number;
  private stopping: Promise<ProcessExit> | undefined;

  private constructor(
    private readonly child: ChildProcessByStdio<Writable, Readable, Readable>,
    readonly pid: number,
    options: CodexProcessOptions,
  ) {
    this.graceMs = options.graceMs ?? defaultGraceMs;
    this.tail = new StderrTail(options.onStderr);
    // Always read: a full pipe would stall the server.
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.tail.push(text));
    child.stderr.on('error', () => undefined);
    this.exited = new Promise((resolve) => {
      child.once('exit', (exitCode, signal) => {
        // What it left in its group would be an orphan: the binary behind a shim, a helper.
        signalGroup(pid, 'SIGKILL');
        const drained = setTimeout(() => {
          child.stdout.destroy();
          child.stderr.destroy();
        }, drainMs);
        child.once('close', () => {
          clearTimeout(drained);
          resolve({ exitCode, signal, stderrTail: this.tail.toString() });
        });
      });
    });
  }

  /** Starts the program and resolves when it runs. Throws a SpawnError when it cannot be started. */
  static start(options: CodexProcessOptions): Promise<CodexProcess> {
    const { path, args, cwd, env } = options;
    return new Promise((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException): void => reject(toSpawnError(path, cwd, error));
      try {
        const command = toSpawnCommand(path, args);
        const child = withReadAhead(readAheadBytes, () =>
          spawn(command.file, command.args, {
            cwd,
            env: { ...env },
            stdio: ['pipe', 'pipe', 'pipe'],
            windowsHide: true,
            windowsVerbatimArguments: command.windowsVerbatimArguments,
            // A group of its own: it can be ended as a whole, and Ctrl+C in a terminal does not reach it.
            detached: process.platform !== 'win32',
          }),
        );
        // Writing to a process that has just ended is told by its exit.
        child.stdin.on('error', () => undefined);
        child.once('error', fail);
        child.once('spawn', () => {
          child.off('error', fail).on('error', () => undefined);
          resolve(new CodexProcess(child, child.pid ?? 0, options));
        });
      } catch (error) {
        fail(error as NodeJS.ErrnoException);
      }
    });
  }

  get stdin(): Writable {
    return this.child.stdin;
  }

  get stdout(): Readable {
    return this.child.stdout;
  }

  /** The last lines of stderr (8 KB, 40 lines). */
  get stderrTail(): string {
    return this.tail.toString();
  }

  /**
   * Ends the process: the end of its input first, which codex takes as the order to stop and store what runs; then
   * SIGTERM; then it is killed with everything below it. Resolves when it is gone. More calls get the same promise.
   */
  stop(): Promise<ProcessExit> {
    this.stopping ??= this.stopNow();
    return this.stopping;
  }

  private async stopNow(): Promise<ProcessExit> {
    this.child.stdin.end();
    // Nobody may be reading any more, and a process blocked on its output cannot end.
    this.child.stdout.resume();
    const ended = await this.within(this.graceMs);
    if (ended) return ended;
    const below = await descendantsOf(this.pid);
    if (process.platform !== 'win32') {
      signalGroup(this.pid, 'SIGTERM');
      await this.within(this.graceMs / 2);
    }
    await Promise.all([this.pid, ...below].map(killTree));
    return this.exited;
  }

  private within(ms: number): Promise<ProcessExit | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), ms);
      void this.exited.then((exit) => {
        clearTimeout(timer);
        resolve(exit);
      });
    });
  }
}

/** `create`, while new streams read so many bytes ahead of their reader. A child's pipes take no option for it. */
function withReadAhead<T>(bytes: number, create: () => T): T {
  const usual = getDefaultHighWaterMark(false);
  setDefaultHighWaterMark(false, bytes);
  try {
    return create();
  } finally {
    setDefaultHighWaterMark(false, usual);
  }
}

function toSpawnError(path: string, cwd: string, error: NodeJS.ErrnoException): SpawnError {
  const code = error.code ?? 'UNKNOWN';
  // The system reports a missing working folder with the same words as a missing program.
  if (code === 'ENOENT' && !existsSync(cwd))
    return new SpawnError(path, code, `The folder ${cwd} does not exist.`);
  const reasons: Record<string, string> = {
    ENOENT: 'it does not exist, or the interpreter it names does not',
    EACCES: 'it is not executable',
    ENOEXEC: 'it is not a program for this machine',
  };
  return new SpawnError(path, code, `${path} could not be started: ${reasons[code] ?? error.message}.`);
}
