import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { QueueIntent } from '../../../src/panel/messageIntents.ts';
import type { AppState } from '../../../src/shared/appState.ts';
import type { TurnProgress } from '../../../src/shared/thread/threadState.ts';

export interface WindowOptions {
  readonly codexPath: string;
  readonly codexHome: string;
  readonly workspace: string;
  readonly stateFile: string;
  /** `ask`: the question about unsaved files stays open the first time. */
  readonly guard: 'ask' | 'send';
  /** That the outbox is empty again does not get to the disk. */
  readonly holdsEmptySave: boolean;
}

/** What the test, as the page, asks of a window. */
export type WindowCommand =
  | { readonly do: 'setDraft'; readonly draftKey: string; readonly text: string }
  | { readonly do: 'submit'; readonly text: string; readonly inverted: boolean }
  | { readonly do: 'retry'; readonly clientId: string }
  | { readonly do: 'queue'; readonly intent: QueueIntent }
  | { readonly do: 'flush'; readonly id: number }
  | { readonly do: 'cancelGuard' | 'decline' | 'restart' | 'history' | 'close' };

/** What the page of a window shows of messages. */
export interface WindowState extends Pick<AppState, 'outbox' | 'queuePauses'> {
  /** How many approvals wait. */
  readonly asked: number;
  readonly server: AppState['server']['kind'];
  readonly threadId: string | null;
  readonly draftKey: string;
  readonly draft: string;
  /** How the turns of the shown thread stand. */
  readonly turns: readonly TurnProgress[];
}

export interface WindowReport {
  readonly state?: WindowState;
  readonly flushed?: number;
  readonly history?: readonly string[];
  /** codex has taken or refused a message that was sent, or it is queued. */
  readonly isSubmitted?: true;
  readonly isSaveHeld?: true;
  readonly isGuardAsking?: true;
  readonly isPrepared?: true;
}

const deadlineMs = 30_000;

/** A window in a process of its own; see windowProcess.ts. */
export class WindowHandle {
  private readonly child: ChildProcess;
  private readonly listeners = new Set<(report: WindowReport) => void>();
  private last: WindowState | undefined;
  private flushes = 0;

  /** `program`: the bundled windowProcess.ts (absolute). */
  constructor(program: string, options: WindowOptions) {
    this.child = fork(program, [JSON.stringify(options)], { execArgv: [] });
    this.child.on('message', (report: WindowReport) => {
      if (report.state) this.last = report.state;
      for (const listener of this.listeners) listener(report);
    });
  }

  get state(): WindowState {
    if (!this.last) throw new Error('The window has told nothing yet.');
    return this.last;
  }

  send(command: WindowCommand): void {
    this.child.send(command);
  }

  /** Resolves with what `look` finds (neither false nor undefined) in one of the next reports. */
  next<T>(look: (report: WindowReport) => T | false | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.listeners.delete(listener);
        this.child.off('exit', ended);
      };
      const ended = (): void => {
        stop();
        reject(new Error(`The window has ended. It was: ${JSON.stringify(this.last)}`));
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`Not in time: ${look.toString()} It is: ${JSON.stringify(this.last)}`));
      }, deadlineMs);
      const listener = (report: WindowReport): void => {
        const found = look(report);
        if (found === false || found === undefined) return;
        stop();
        resolve(found);
      };
      this.listeners.add(listener);
      this.child.once('exit', ended);
    });
  }

  /** Resolves when the state fits, now or later. */
  async until(fits: (state: WindowState) => boolean): Promise<void> {
    if (this.last && fits(this.last)) return;
    await this.next(({ state }) => state && fits(state));
  }

  /** Resolves when what was changed so far is on the disk. */
  async flush(): Promise<void> {
    const id = ++this.flushes;
    const done = this.next(({ flushed }) => flushed === id);
    this.send({ do: 'flush', id });
    await done;
  }

  /** The user's messages of all threads, as codex has stored them. */
  async history(): Promise<readonly string[]> {
    const read = this.next(({ history }) => history);
    this.send({ do: 'history' });
    return read;
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  /** Ends it as VS Code does when the window is reloaded: the extension is told before. */
  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.send({ do: 'close' });
    await exited;
  }
}
