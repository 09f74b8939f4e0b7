import { setTimeout as delay } from 'node:timers/promises';
import { readFileSync } from 'node:fs';

/** Whether a process runs. One that has ended but was not yet collected by its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

/** Resolves when a process that is not our child is gone: nothing tells, so it is looked at. Throws after 10 s. */
export async function waitUntilGone(pid: number): Promise<void> {
  const deadlineMs = performance.now() + 10_000;
  while (isRunning(pid)) {
    if (performance.now() > deadlineMs) throw new Error(`Process ${pid} still runs`);
    await delay(20);
  }
}
