import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import { leadsElsewhere } from './leadsElsewhere.ts';
import { displayPath } from './reviewTitles.ts';

function openedFolders(): string[] {
  const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  return folders.map(({ uri }) => uri.fsPath);
}

/** Those of `files` (absolute) that seem to be in the workspace, and lead out of it by a link. */
export async function findHiddenOutside(files: readonly string[]): Promise<string[]> {
  const folders = openedFolders();
  const inside = files.filter((file) => vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file)));
  const leads = await Promise.all(inside.map((file) => leadsElsewhere(file, folders)));
  return inside.filter((_file, index) => leads[index]);
}

/** Throws a UserError when a link makes `file` (absolute) another file than its path says: it must not be written. */
export async function checkPlace(file: string): Promise<void> {
  if (await leadsElsewhere(file, openedFolders()))
    throw new UserError(
      vscode.l10n.t('{0} leads to another place by a link, so it is not written.', displayPath(file)),
    );
}
