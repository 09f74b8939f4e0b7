import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * Ends a child process and everything it started, and resolves when all of them are gone. They are asked first
 * (SIGTERM) and killed after `graceMs`. Safe to call for a process that has ended already.
 */
export async function endProcessTree(child: ChildProcess, graceMs = 3000): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  if (process.platform === 'win32') {
    const killer = spawn('taskkill', ['/pid', String(pid), '/T', '/F'], {
      stdio: 'ignore',
      windowsHide: true,
    });
    await new Promise((resolve) => killer.once('close', resolve).once('error', resolve));
    return exited;
  }
  // Children are looked up before the parent ends: afterwards nothing tells whose they were.
  const tree = [pid, ...(await descendantsOf(pid))];
  signalAll(tree, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (tree.some(isAlive) && Date.now() < deadline) await delay(20);
  signalAll(tree, 'SIGKILL');
  return exited;
}

/** The ids of the processes above `pid`, nearest first, at most `levels` (not on Windows: empty there). */
export async function ancestorsOf(pid: number, levels: number): Promise<number[]> {
  const parents = await parentsOfAll();
  const found: number[] = [];
  let parent = parents.get(pid);
  while (parent !== undefined && found.length < levels) {
    found.push(parent);
    parent = parents.get(parent);
  }
  return found;
}

/** The ids of all processes below `pid`, children before grandchildren (not on Windows: empty there). */
async function descendantsOf(pid: number): Promise<number[]> {
  const parents = await parentsOfAll();
  const found = [pid];
  for (const parent of found) {
    for (const [child, itsParent] of parents) if (itsParent === parent) found.push(child);
  }
  return found.slice(1);
}

function parentsOfAll(): Promise<Map<number, number>> {
  return process.platform === 'linux' ? parentsFromProc() : parentsFromPs();
}

/** `ps` is missing in slim containers, so Linux is read from /proc. */
async function parentsFromProc(): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The command name is in parentheses and may hold spaces: state and parent follow the last one.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (parent !== undefined && state !== 'Z') parents.set(Number(name), Number(parent));
  }
  return parents;
}

async function parentsFromPs(): Promise<Map<number, number>> {
  if (process.platform === 'win32') return new Map();
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(rows.flatMap(([pid, parent]) => (pid && parent ? [[pid, parent] as const] : [])));
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended in the meantime, which is what is wanted.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
