import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder (absolute). */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The git-ignored folder which keeps what the tests bring from the npm registry (absolute; may not exist yet). */
export const cacheDir = path.join(repositoryRoot, '.vscode-test');

/** One step of bringing something: a line on stderr, so that a slow first run explains itself. */
export function reportProgress(line: string): void {
  process.stderr.write(`${line}\n`);
}

export interface PackageInstall {
  readonly name: string;
  /** An exact version: the cache never asks the registry what is newest. */
  readonly version: string;
  /** Folder name inside the cache; it should hold the version, because an existing folder is never updated. */
  readonly into: string;
  /** The progress line's subject, for example `VS Code server 1.139`. */
  readonly label: string;
  /** Further npm options, for example `--omit=optional`. */
  readonly npmOptions?: readonly string[];
  /** Runs on the unpacked package before it becomes visible: what it throws leaves no trace in the cache. */
  readonly prepare?: (packageDir: string) => Promise<void>;
}

/**
 * Brings one npm package into the cache and returns the absolute path of its folder. Silent when it is already
 * there. The package is made in a sibling folder and renamed at the end, so a half-made install is never used and
 * two processes may bring the same package at once: the second one throws its copy away.
 * Throws an Error with npm's last output lines when npm fails.
 */
export async function installPackage(install: PackageInstall): Promise<string> {
  const target = path.join(cacheDir, install.into);
  const packagePath = path.join('node_modules', ...install.name.split('/'));
  const installed = path.join(target, packagePath);
  if (existsSync(target)) return installed;
  await mkdir(cacheDir, { recursive: true });
  await removeAbandoned(install.into);
  reportProgress(`Bringing ${install.label} …`);
  const making = path.join(cacheDir, `${install.into}.making-${process.pid}-${Date.now().toString(36)}`);
  try {
    await mkdir(making);
    await writeFile(path.join(making, 'package.json'), '{ "private": true }\n');
    await runNpm(making, ['install', `${install.name}@${install.version}`, ...(install.npmOptions ?? [])]);
    await install.prepare?.(path.join(making, packagePath));
    await publish(making, target);
  } finally {
    await rm(making, { recursive: true, force: true, maxRetries: 5 });
  }
  return installed;
}

/**
 * Runs the npm that runs us (or the one on the PATH) in `cwd`, without scripts, audit and funding texts.
 * Rejects with the end of npm's output when it exits with another code than 0.
 */
export async function runNpm(cwd: string, args: readonly string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const { command, prefix, shell } = findNpm();
  // The prefix keeps npm from taking the repository around the cache for the project.
  const where = ['--prefix', shell ? `"${cwd}"` : cwd];
  const child = spawn(command, [...prefix, ...args, ...where, ...quiet], {
    cwd,
    shell,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4000)));
  }
  // A run that is ended in the middle must not leave npm at work behind it.
  const end = (): boolean => child.kill();
  process.once('exit', end);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  process.off('exit', end);
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed with exit code ${code}:\n${output.trim()}`);
}

/** npm as a script run by this Node where possible: a `.cmd` file cannot be spawned without a shell. */
function findNpm(): { command: string; prefix: string[]; shell: boolean } {
  const beside = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const runningUs = process.env['npm_execpath'];
  const script = [runningUs, beside].find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  if (script) return { command: process.execPath, prefix: [script], shell: false };
  const onWindows = process.platform === 'win32';
  return { command: onWindows ? 'npm.cmd' : 'npm', prefix: [], shell: onWindows };
}

async function publish(making: string, target: string): Promise<void> {
  try {
    await rename(making, target);
  } catch (error) {
    // Somebody else published the same package in the meantime: theirs is as good as ours.
    if (!existsSync(target)) throw error;
  }
}

/** Removes half-made folders of processes that no longer run (a killed test run cannot tidy up after itself). */
async function removeAbandoned(into: string): Promise<void> {
  const prefix = `${into}.making-`;
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!isRunning(pid)) await rm(path.join(cacheDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
