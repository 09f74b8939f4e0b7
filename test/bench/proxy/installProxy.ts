import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { repositoryRoot } from '../../support/cache.ts';
import { pinnedCodex } from '../../support/codexBinary.ts';

const deadlineMs = 30_000;

/** Says lines in codex's name, to the window that its server belongs to. */
export interface Voice {
  /** Resolves when they are on their way. */
  say(lines: readonly string[]): Promise<void>;
  close(): void;
}

export interface InstalledProxy {
  /** What to set as the path of codex (absolute). */
  readonly codexPath: string;
  /** The voice of the server that started since the last call. */
  next(): Promise<Voice>;
}

/** Makes a program in an empty folder (absolute) that is codex, and can be made to say more. Not on Windows. */
export async function installProxy(dir: string): Promise<InstalledProxy> {
  const script = path.join(dir, 'proxy.cjs');
  const ports = path.join(dir, 'ports');
  const codexPath = path.join(dir, 'codex');
  await mkdir(ports);
  await esbuild.build({
    entryPoints: [path.join(repositoryRoot, 'test', 'bench', 'proxy', 'codexProxy.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  await writeFile(
    codexPath,
    `#!/bin/sh\nexec "${process.execPath}" "${script}" "${pinnedCodex()}" "${ports}" "$@"\n`,
  );
  await chmod(codexPath, 0o755);
  const seen = new Set<string>();
  return {
    codexPath,
    next: async () => {
      const deadline = Date.now() + deadlineMs;
      while (Date.now() < deadline) {
        const fresh = (await readdir(ports)).find((name) => !seen.has(name));
        const port = fresh && (await readFile(path.join(ports, fresh), 'utf8'));
        if (fresh && port) {
          seen.add(fresh);
          return createVoice(Number(port));
        }
        await delay(20);
      }
      throw new Error('codex did not start behind its proxy.');
    },
  };
}

function createVoice(port: number): Voice {
  const socket = connect(port, '127.0.0.1');
  // It ends with the server that it speaks for.
  socket.on('error', () => undefined);
  return {
    say: (lines) =>
      new Promise((resolve) => socket.write(lines.map((line) => `${line}\n`).join(''), () => resolve())),
    close: () => socket.destroy(),
  };
}
