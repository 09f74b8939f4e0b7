import type { AppState } from '../appState.ts';
import { folderName } from './folderName.ts';
import { workingFolder } from './workingFolder.ts';
import { workspaceFolders } from './workspaceFolders.ts';

export interface ShownFolder {
  /** '' when the thread's folder is not known. */
  readonly name: string;
  readonly path: string;
  /** Chosen, and not yet in force: it counts from the next turn. */
  readonly isPending: boolean;
  /** It is the one folder that is open: nobody needs to read that. */
  readonly isQuiet: boolean;
}

/** What the folder chip shows for a thread, or for a new one (null). */
export function shownFolder(
  state: Pick<AppState, 'workspace' | 'summaries' | 'threadSettings' | 'chosenFolders'>,
  threadId: string | null,
): ShownFolder {
  const { cwd, isPending } = workingFolder(state, threadId);
  const folders = workspaceFolders(state.workspace);
  const isQuiet = folders.length === 1 && cwd === folders[0] && !isPending;
  return { name: cwd === null ? '' : folderName(cwd, folders), path: cwd ?? '', isPending, isQuiet };
}
