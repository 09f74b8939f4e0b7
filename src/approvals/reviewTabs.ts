import * as vscode from 'vscode';
import { reviewScheme, tabUri } from './reviewUri.ts';

/** The title of the multi-file diff of a review. It also finds its tab: VS Code tells nothing else about it. */
export function allChangesTitle(): string {
  return vscode.l10n.t('Changes proposed by Codex');
}

/** Documents of reviews are saved, into memory, so that VS Code does not ask what to do with edits in a closing tab. */
async function saveDocuments(fits: (uri: vscode.Uri) => boolean, tabs: readonly vscode.Tab[]): Promise<void> {
  const dirty = new Map<string, vscode.Uri>();
  for (const { uri, isDirty } of vscode.workspace.textDocuments)
    if (isDirty && uri.scheme === reviewScheme && fits(uri)) dirty.set(uri.toString(), uri);
  for (const tab of tabs) {
    const uri = tab.isDirty ? tabUri(tab) : undefined;
    if (uri) dirty.set(uri.toString(), uri);
  }
  for (const uri of dirty.values()) await (await vscode.workspace.openTextDocument(uri)).save();
}

/** Closes the tabs of reviews whose document fits, without a dialog; returns how many there were. */
export async function closeReviewTabs(
  fits: (uri: vscode.Uri) => boolean,
  closesAllChanges = false,
): Promise<number> {
  const isOwn = (tab: vscode.Tab): boolean => {
    const uri = tabUri(tab);
    if (uri) return uri.scheme === reviewScheme && fits(uri);
    // VS Code adds the number of files to the title.
    return closesAllChanges && tab.label.startsWith(allChangesTitle());
  };
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isOwn);
  await saveDocuments(fits, tabs);
  // Saving took a moment: a tab that was closed meanwhile cannot be closed again.
  const open = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isOwn);
  if (open.length > 0) await vscode.window.tabGroups.close(open, true);
  return tabs.length;
}
