import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGate } from './gate.ts';

/** The line of the wire that is held: it, and with it what follows in its direction, does not arrive. */
export interface GateHold {
  /** `in` comes from codex, `out` goes to it. */
  readonly dir: 'in' | 'out';
  readonly method: string;
  /** The response to that method, not the request or notification itself. */
  readonly response?: boolean;
  /** Of an item's notification: only of items of this type. */
  readonly itemType?: string;
  /** Which of the lines that fit, counted from 1; default the first. */
  readonly nth?: number;
  /** Only this line is held; what follows it arrives. */
  readonly only?: boolean;
  /** The line itself arrives; what follows it never does. */
  readonly passes?: boolean;
  /**
   * The real codex is killed at that moment; for an item that does not arrive, when it says something about another thing.
   */
  readonly kills?: boolean;
}

/** What the process between tells the test. */
export type GateReport = { readonly pid: number } | { readonly held: true };

export interface GatedCodex {
  /** The program to run instead of codex (absolute). */
  readonly program: string;
  /** Resolves when the line is held. */
  readonly held: Promise<void>;
  /** Resolves when the real codex, once started, is gone. */
  readonly gone: Promise<void>;
  /** Kills the real codex as the system does when memory is short. */
  kill(): void;
  close(): Promise<void>;
}

export interface GatedCodexOptions {
  /** Where the program is written (absolute). */
  readonly dir: string;
  /** The real codex (absolute). */
  readonly codex: string;
  /** The bundled gatedCodexProcess.ts (absolute). */
  readonly relay: string;
  readonly hold: GateHold | null;
}

/**
 * Makes a program that is codex, with a line of the wire held in its first start. The caller closes it. It is a shell
 * script: not for Windows.
 */
export async function startGatedCodex({ dir, codex, relay, hold }: GatedCodexOptions): Promise<GatedCodex> {
  const held = createGate();
  const gone = createGate();
  let pid = 0;
  let starts = 0;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(`${JSON.stringify(++starts === 1 ? hold : null)}\n`);
    createInterface({ input: socket }).on('line', (text) => {
      const message = JSON.parse(text) as GateReport;
      if ('pid' in message) pid = message.pid;
      else held.open();
    });
    socket.once('close', gone.open);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const program = path.join(dir, 'codex');
  const lines = [
    '#!/bin/sh',
    `if [ "$1" = --version ]; then exec "${codex}" --version; fi`,
    `exec "${process.execPath}" "${relay}" ${port} "${codex}" "$@"`,
  ];
  await writeFile(program, `${lines.join('\n')}\n`);
  await chmod(program, 0o755);
  return {
    program,
    held: held.opened,
    gone: gone.opened,
    kill: () => {
      if (pid === 0) throw new Error('There is no codex to kill.');
      process.kill(pid, 'SIGKILL');
    },
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
