import { spawn } from 'node:child_process';
import { killTree } from './killTree.ts';
import { toSpawnCommand } from './spawnCommand.ts';

export interface RunProgramOptions {
  readonly timeoutMs: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How a short program ended: with an exit code (null: by a signal) and its output, or not by itself. */
export type ProgramResult =
  | {
      readonly kind: 'exited';
      readonly code: number | null;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: 'failed'; readonly message: string };

const outputChars = 256 * 1024;
const drainMs = 200;

/** Runs a short program without input and collects its output. Never throws; at the deadline its tree is killed. */
export function runProgram(
  path: string,
  args: readonly string[],
  { timeoutMs, cwd, env }: RunProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const command = toSpawnCommand(path, args);
    const output = { stdout: '', stderr: '' };
    let child;
    try {
      child = spawn(command.file, command.args, {
        cwd,
        env: { ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
        windowsVerbatimArguments: command.windowsVerbatimArguments,
        // Its own session: an interactive login shell must not reach for the terminal that VS Code was started from.
        detached: process.platform !== 'win32',
      });
    } catch (error) {
      resolve({ kind: 'failed', message: String(error) });
      return;
    }
    const { pid } = child;
    const timer = setTimeout(() => {
      if (pid !== undefined) void killTree(pid);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ kind: 'failed', message: `It did not end within ${timeoutMs / 1000} s.` });
    }, timeoutMs);
    const collect = (name: 'stdout' | 'stderr') => (chunk: string) => {
      if (output[name].length < outputChars) output[name] += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', collect('stdout'));
    child.stderr.setEncoding('utf8').on('data', collect('stderr'));
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ kind: 'failed', message: error.message });
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      // A daemon that a startup file has left behind may keep the pipes open: what was written by now is enough.
      const drained = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, drainMs);
      child.once('close', () => {
        clearTimeout(drained);
        resolve({ kind: 'exited', code, ...output });
      });
    });
  });
}
