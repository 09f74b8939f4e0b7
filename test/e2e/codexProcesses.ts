import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Demo } from '../support/demo.ts';

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

/** The process ids of the app-servers that run on a demo's codex home. */
export function codexProcesses(demo: Demo): number[] {
  // macOS has no /proc: there ps itself prints the environment.
  const withEnvironment = process.platform === 'darwin' ? ['-E'] : [];
  const args = ['-A', ...withEnvironment, '-o', 'pid=,args='];
  const rows = execFileSync('ps', args, { encoding: 'utf8' }).trim().split('\n');
  return rows
    .map((row) => ({ pid: Number.parseInt(row, 10), row }))
    .filter(({ row }) => row.includes('app-server'))
    .filter(({ pid, row }) => `${row} ${environmentOf(pid)}`.includes(demo.codexHome ?? 'no home'))
    .map(({ pid }) => pid);
}
