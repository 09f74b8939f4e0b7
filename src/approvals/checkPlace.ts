import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import { leadsElsewhere } from './leadsElsewhere.ts';
import { displayPath } from './reviewTitles.ts';

/** Throws a UserError when a link makes `file` (absolute) another file than its path says: it must not be written. */
export async function checkPlace(file: string): Promise<void> {
  const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  if (
    await leadsElsewhere(
      file,
      folders.map(({ uri }) => uri.fsPath),
    )
  )
    throw new UserError(
      vscode.l10n.t('{0} leads to another place by a link, so it is not written.', displayPath(file)),
    );
}
