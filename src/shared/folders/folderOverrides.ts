import type { AppState } from '../appState.ts';
import { isOutside } from '../text/isOutside.ts';
import { chosenFolder } from './workingFolder.ts';
import { workspaceFolders } from './workspaceFolders.ts';

/**
 * The roots of a thread that works in `cwd`: `cwd` itself, in place of the workspace folder that it lies in, and the
 * other workspace folders. All absolute. Under workspace-write codex may write in all of them.
 */
export function threadRoots(cwd: string, folders: readonly string[]): string[] {
  return [cwd, ...folders.filter((folder) => isOutside(cwd, [folder]) && isOutside(folder, [cwd]))];
}

/** The members of `thread/start` that say where the thread works. */
export function startFolders(
  cwd: string,
  { workspace }: Pick<AppState, 'workspace'>,
): { cwd: string; runtimeWorkspaceRoots?: string[] } {
  const roots = threadRoots(cwd, workspaceFolders(workspace));
  return { cwd, ...(roots.length > 1 && { runtimeWorkspaceRoots: roots }) };
}

/**
 * The members of `turn/start` that bring a thread to the folder chosen for it; none when none was chosen. The roots
 * always go along: with `cwd` alone codex keeps the other roots, but drops the folder that it leaves.
 */
export function turnFolders(
  state: Pick<AppState, 'workspace' | 'summaries' | 'threadSettings' | 'chosenFolders'>,
  threadId: string,
): { cwd?: string; runtimeWorkspaceRoots?: string[] } {
  const cwd = chosenFolder(state, threadId);
  return cwd === null
    ? {}
    : { cwd, runtimeWorkspaceRoots: threadRoots(cwd, workspaceFolders(state.workspace)) };
}
