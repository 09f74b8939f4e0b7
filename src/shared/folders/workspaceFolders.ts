import type { WorkspaceState } from '../appState.ts';

/** All folders of the workspace (absolute); none where codex is not started. */
export function workspaceFolders(workspace: WorkspaceState): readonly string[] {
  return workspace.kind === 'ready' ? workspace.folders : [];
}
