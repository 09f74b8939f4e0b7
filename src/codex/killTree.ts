import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Kills a process that leads its own group, and everything below it, also what has moved to other groups. On
 * Windows the system walks the tree. Processes that have ended already are no error.
 */
export async function killTree(pid: number): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true }).catch(
      () => undefined,
    );
    return;
  }
  // Looked up before the first signal: once a parent is gone, nothing tells whose its children were.
  const below = await descendantsOf(pid);
  signalGroup(pid, 'SIGKILL');
  for (const id of [pid, ...below]) signal(id, 'SIGKILL');
}

/** Sends a signal to the group that a process leads, where there are groups. A group that is gone is no error. */
export function signalGroup(pid: number, name: NodeJS.Signals): void {
  if (process.platform !== 'win32') signal(-pid, name);
}

/** The processes below `pid` (not itself), parents first. Windows: empty. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const parents = await parentsOfAll();
  const found = [pid];
  for (const parent of found) {
    for (const [id, itsParent] of parents) if (itsParent === parent) found.push(id);
  }
  return found.slice(1);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in the meantime.
  }
}

async function parentsOfAll(): Promise<Map<number, number>> {
  if (process.platform === 'win32') return new Map();
  if (process.platform === 'linux') return parentsFromProc();
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']).catch(() => ({
    stdout: '',
  }));
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(rows.flatMap(([pid, parent]) => (pid && parent ? [[pid, parent] as const] : [])));
}

/** Slim containers have no `ps`, so Linux is read from /proc. */
async function parentsFromProc(): Promise<Map<number, number>> {
  const names = await readdir('/proc').catch(() => []);
  const parents = new Map<number, number>();
  await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
        // The command's name stands in parentheses and may hold any character: count from the last one.
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        if (parent > 0) parents.set(Number(name), parent);
      }),
  );
  return parents;
}
