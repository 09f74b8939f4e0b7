import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isWithin } from '../isWithin.ts';
import type { ThreadOrigin } from '../shared/thread/list/threadRow.ts';
import type { ThreadQuery } from '../threads/threadFeeds.ts';

/** What a person chose to see of the threads. */
export interface ThreadScope {
  readonly isAll: boolean;
  readonly isArchived: boolean;
  /** null: wherever they were started. */
  readonly origins: readonly ThreadOrigin[] | null;
  readonly searchTerm: string;
}

export const initialScope: ThreadScope = { isAll: false, isArchived: false, origins: null, searchTerm: '' };

/** The opened folders, each also by its real path: codex compares folders letter by letter. */
async function workspaceRoots(): Promise<string[]> {
  const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  const paths = folders.map(({ uri }) => uri.fsPath);
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => path)));
  return [...new Set([...paths, ...real])];
}

/**
 * The question to codex for a scope. `usedFolders` (absolute): folders below the opened ones that threads work in. A
 * window without a folder has no threads of its own: it lists all.
 */
export async function toThreadQuery(
  scope: ThreadScope,
  usedFolders: readonly string[],
): Promise<ThreadQuery> {
  const opened = scope.isAll ? [] : await workspaceRoots();
  const used = usedFolders.filter((folder) => opened.some((root) => isWithin(folder, root)));
  const roots = [...opened, ...used];
  return {
    cwds: roots.length > 0 ? roots : null,
    archived: scope.isArchived,
    origins: scope.origins,
    searchTerm: scope.searchTerm.trim(),
  };
}
