import type { AppState } from '../appState.ts';
import { isOutside } from '../text/isOutside.ts';
import { workspaceFolders } from './workspaceFolders.ts';

type FolderState = Pick<AppState, 'workspace' | 'summaries' | 'threadSettings' | 'chosenFolders'>;

export interface WorkingFolder {
  /** Where the next turn works (absolute); null: not known, or no folder is open. */
  readonly cwd: string | null;
  /** Where the thread works now, as codex reports it. Differs from `cwd` only when `isPending`. */
  readonly inForce: string | null;
  /** Chosen for a thread, and not yet in force: it counts from the next turn. */
  readonly isPending: boolean;
}

/** The folder that the person chose, as long as it belongs to the workspace: what is outside was never offered. */
export function chosenFolder({ workspace, chosenFolders }: FolderState, key: string): string | null {
  const chosen = chosenFolders[key];
  return chosen !== undefined && !isOutside(chosen, workspaceFolders(workspace)) ? chosen : null;
}

/**
 * Where a thread works, or a new one (null) will: what the person chose, else what codex reports (of a thread that is
 * not loaded: what is stored), else the active editor's root.
 */
export function workingFolder(state: FolderState, threadId: string | null): WorkingFolder {
  const chosen = chosenFolder(state, threadId ?? '');
  if (threadId === null) {
    const cwd = chosen ?? (state.workspace.kind === 'ready' ? state.workspace.cwd : null);
    return { cwd, inForce: cwd, isPending: false };
  }
  // A thread that is known by its events only has no folder yet.
  const inForce = state.threadSettings[threadId]?.cwd || state.summaries[threadId]?.cwd || null;
  return { cwd: chosen ?? inForce, inForce, isPending: chosen !== null && chosen !== inForce };
}
