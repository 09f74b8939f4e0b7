import childProcess, { type ChildProcess } from 'node:child_process';

interface ProcessHooks {
  readonly onSpawn: () => void;
  readonly onRead: (chunk: Buffer | string) => void;
  readonly onWrite: (chunk: Buffer | string) => void;
}

type Emit = (event: string, ...args: unknown[]) => boolean;
type Write = (chunk: Buffer | string, ...args: unknown[]) => boolean;

/** Sees every process that is started from now on, and what goes to and comes from an app-server. */
export function hookProcesses({ onSpawn, onRead, onWrite }: ProcessHooks): void {
  const { spawn } = childProcess;
  const seeing = (...args: unknown[]): ChildProcess => {
    onSpawn();
    const child = (spawn as unknown as (...all: unknown[]) => ChildProcess)(...args);
    if (!(Array.isArray(args[1]) && args[1].includes('app-server'))) return child;
    const { stdout, stdin } = child;
    if (stdout) {
      // A listener of our own would start the flow before its reader listens: the events are seen as they pass.
      const emit = stdout.emit.bind(stdout) as Emit;
      stdout.emit = ((event, ...rest) => {
        if (event === 'data') onRead(rest[0] as Buffer | string);
        return emit(event, ...rest);
      }) as Emit;
    }
    if (stdin) {
      const write = stdin.write.bind(stdin) as unknown as Write;
      stdin.write = ((chunk: Buffer | string, ...rest: unknown[]) => {
        onWrite(chunk);
        return write(chunk, ...rest);
      }) as typeof stdin.write;
    }
    return child;
  };
  childProcess.spawn = seeing as typeof childProcess.spawn;
}
