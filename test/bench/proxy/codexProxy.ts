/**
 * Stands between an extension and codex: `codexProxy <codex> <folder> ARGS…` hands everything on, and says what it is
 * told over a port of its own as if codex had said it. So a thread can be made long in seconds, while everything else
 * stays codex's own. The port is the content of `<folder>/<pid>`.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';

const [codex = '', folder = '', ...args] = process.argv.slice(2);
const isServer = args.includes('app-server');
const child = spawn(codex, args, { stdio: ['pipe', 'pipe', 'inherit'] });
process.stdin.pipe(child.stdin);
child.stdin.on('error', () => undefined);

/** Whole lines only: what is said from two sides must not mix within one. */
function sayLines(from: NodeJS.ReadableStream): void {
  createInterface({ input: from, crlfDelay: Infinity }).on('line', (line) =>
    process.stdout.write(`${line}\n`),
  );
}

sayLines(child.stdout);
if (isServer) {
  const server = createServer((socket) => sayLines(socket));
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    writeFileSync(path.join(folder, String(process.pid)), String(port));
  });
}
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('close', (code) => {
  // What was said has to be out first.
  process.stdout.write('', () => process.exit(code ?? 1));
});
