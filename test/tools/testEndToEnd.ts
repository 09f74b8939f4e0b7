/**
 * `npm run test:e2e [-- WORD…]`: runs the files of `test/e2e/browser` whose names hold one of the words (all without a
 * word), each in a process of its own and as many at once as there are cores, at most four. A file that fails is run
 * once more from its start, alone, after the others: a whole VS Code on a busy machine is sometimes late. What it
 * printed the first time stays on the screen; what fails twice ends this with code 1.
 */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { repositoryRoot, reportProgress } from '../support/cache.ts';

const folder = path.join(repositoryRoot, 'test', 'e2e', 'browser');
const mocha = path.join(repositoryRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
const mochaArgs = [mocha, '--config', path.join('test', 'e2e', '.mocharc.json')];

/** Its tests are of where VS Code puts the focus, and when: on a busy machine that is not where it was put last. */
const alone: ReadonlySet<string> = new Set(['surfaces.test.ts']);

/** Runs one file and resolves to whether all of its tests passed. Its output is printed whole when it is done. */
function runFile(name: string): Promise<boolean> {
  const started = Date.now();
  const child = spawn(process.execPath, [...mochaArgs, path.join(folder, name)], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(output));
      reportProgress(`${name}: ${code === 0 ? 'passed' : 'FAILED'}, ${elapsed(started)}`);
      resolve(code === 0);
    });
  });
}

function elapsed(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(0)} s`;
}

/** Runs the files, `atOnce` of them at a time, and resolves to those that failed. */
async function runFiles(names: readonly string[], atOnce: number): Promise<string[]> {
  const waiting = [...names];
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      if (!(await runFile(name))) failed.push(name);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failed;
}

const started = Date.now();
const words = process.argv.slice(2);
const found = (await readdir(folder)).filter(
  (name) => name.endsWith('.test.ts') && (words.length === 0 || words.some((word) => name.includes(word))),
);
if (found.length === 0) throw new Error(`No file of ${folder} has ${words.join(' or ')} in its name.`);
// The longest files tend to take longest: first, so that the cores are busy to the end.
const size = (name: string): number => statSync(path.join(folder, name)).size;
const names = found.sort((a, b) => size(b) - size(a));
const beside = names.filter((name) => !alone.has(name));
const failed = [
  ...(await runFiles(beside, Math.min(4, os.availableParallelism()))),
  ...(await runFiles(
    names.filter((name) => alone.has(name)),
    1,
  )),
];
if (failed.length > 0) reportProgress(`Once more, alone: ${failed.join(', ')}`);
const failedTwice = await runFiles(failed, 1);
reportProgress(
  `${names.length} files, ${failed.length} of them run twice, in ${elapsed(started)}. ` +
    (failedTwice.length > 0 ? `FAILED: ${failedTwice.join(', ')}` : 'All passed.'),
);
process.exitCode = failedTwice.length > 0 ? 1 : 0;
