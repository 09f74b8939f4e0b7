import { chmod, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const server = fileURLToPath(new URL('../../support/faultyAppServer.ts', import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/**
 * Writes a program into `dir` that behaves like codex with one fault (see faultyAppServer.ts) and returns its
 * absolute path.
 */
export async function writeFaultyCodex(dir: string, fault: string): Promise<string> {
  const isWindows = process.platform === 'win32';
  const file = path.join(dir, isWindows ? 'codex.cmd' : 'codex');
  const command = `"${process.execPath}" --import "${tsx}" "${server}" ${fault}`;
  await writeFile(file, isWindows ? `@${command} %*\r\n` : `#!/bin/sh\nexec ${command} "$@"\n`);
  await chmod(file, 0o755);
  return file;
}
