import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ThreadRow } from '../../../src/shared/thread/list/threadRow.ts';
import { ThreadList } from '../../../src/threads/threadList.ts';
import type { ThreadQuery } from '../../../src/threads/threadFeeds.ts';
import { oldestCodex, pinnedCodex } from '../../support/codexBinary.ts';
import { isOldest, type HostHarness } from '../../support/hostHarness.ts';

export const everything: ThreadQuery = { cwds: null, archived: false, origins: null, searchTerm: '' };

/** Runs `codex exec` with a prompt in a folder, on the home of a harness, as a script would. */
export async function codexExec(host: HostHarness, cwd: string, prompt: string): Promise<void> {
  const codex = isOldest ? await oldestCodex() : pinnedCodex();
  const env = { ...process.env, CODEX_HOME: host.codexHome };
  const run = promisify(execFile)(codex, ['exec', '--skip-git-repo-check', prompt], { cwd, env });
  run.child.stdin?.end();
  await run;
}

/** An active list of a harness's threads. Dispose of it. */
export function listOf(host: HostHarness, query: Partial<ThreadQuery> = {}): ThreadList {
  const list = new ThreadList(host.supervisor, host.store);
  list.setQuery({ ...everything, ...query });
  list.setActive(true);
  return list;
}

/** Resolves with the rows once they are as wanted, now or after a change. Rejects with what they are after 20 s. */
export function rowsWhen(
  list: ThreadList,
  fits: (rows: readonly ThreadRow[]) => boolean,
): Promise<readonly ThreadRow[]> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const { rows } = list;
      if (!fits(rows)) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(rows);
    };
    const timer = setTimeout(() => {
      listener.dispose();
      const found = JSON.stringify(titles(list.rows));
      reject(new Error(`Not within 20 s: ${fits.toString()}\n${found}\n${String(list.error)}`));
    }, 20_000);
    const listener = list.onDidChange(check);
    check();
  });
}

/** Names, or else first messages, in order. */
export function titles(rows: readonly ThreadRow[]): string[] {
  return rows.map(({ name, preview }) => name ?? preview);
}

/** Whether the rows have these titles, in any order: what happens within a second has none. */
export function haveTitles(...wanted: readonly string[]): (rows: readonly ThreadRow[]) => boolean {
  const sorted = [...wanted].sort().join('\n');
  return (rows) => titles(rows).sort().join('\n') === sorted;
}
