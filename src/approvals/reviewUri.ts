import * as vscode from 'vscode';

/** The scheme of the documents of a review; menus and keybindings go by it. */
export const reviewScheme = 'codex-chat-proposed';

/** What a document of a review is; it is the query of its URI. */
export interface ReviewQuery {
  readonly approval: string;
  /** `file`: the index of the change in the approval. */
  readonly file: number;
  readonly side: 'current' | 'proposed' | 'patch';
}

/** Writes the query of a review's document. */
export function toReviewQuery(query: ReviewQuery): string {
  return JSON.stringify(query);
}

/** What a document of a review is, or undefined for any other document. */
export function readReviewQuery(uri: vscode.Uri | undefined): ReviewQuery | undefined {
  if (uri?.scheme !== reviewScheme) return undefined;
  try {
    return JSON.parse(uri.query) as ReviewQuery;
  } catch {
    return undefined;
  }
}

/** The approval that a document of a review belongs to, or undefined for any other document. */
export function approvalIdOf(uri: vscode.Uri | undefined): string | undefined {
  return readReviewQuery(uri)?.approval;
}

/** The document that a tab shows, of a diff the right one; undefined for tabs of other kinds. */
export function tabUri(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  if (input instanceof vscode.TabInputTextDiff) return input.modified;
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}

/** The document of a review in the active editor, or undefined. */
export function activeReviewUri(): vscode.Uri | undefined {
  const uri = tabUri(vscode.window.tabGroups.activeTabGroup.activeTab);
  return uri?.scheme === reviewScheme ? uri : undefined;
}
