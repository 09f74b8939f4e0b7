import * as vscode from 'vscode';
import { revealedText } from './revealedText.ts';
import type { TextProposal } from './proposals.ts';

/** The path as a person knows it, with what could deceive written out, and marked when it is not in the workspace. */
export function displayPath(file: string): string {
  const uri = vscode.Uri.file(file);
  const shown = revealedText(vscode.workspace.asRelativePath(uri));
  return vscode.workspace.getWorkspaceFolder(uri)
    ? shown
    : vscode.l10n.t('{0} (outside the workspace)', shown);
}

/** The title of a review's tab. */
export function reviewTitle({ change, target }: TextProposal): string {
  const name = displayPath(change.path);
  if (target !== change.path) return vscode.l10n.t('{0} → {1} (move, proposed)', name, displayPath(target));
  if (change.kind.type === 'add') return vscode.l10n.t('{0} (new file, proposed)', name);
  if (change.kind.type === 'delete') return vscode.l10n.t('{0} (deletion, proposed)', name);
  return vscode.l10n.t('{0} (change, proposed)', name);
}
