import * as vscode from 'vscode';
import type { FileUpdateChange } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { moveTarget } from '../shared/diff/changedPaths.ts';
import { merge3 } from '../shared/diff/merge3.ts';
import { pastFileChange } from '../shared/diff/pastFileChange.ts';
import type { Store } from '../shared/store.ts';
import { findDirtyDocument, readCurrentFile } from './currentFile.ts';
import { addDocumentEdit } from './editDocument.ts';
import { escapeLinks } from './escapeLabels.ts';
import { displayPath } from './reviewTitles.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';

export interface DirtyMergeDeps {
  readonly store: Store<AppState, AppEvent>;
  /** Holds codex's version for a comparison. */
  readonly documents: VirtualDocuments;
  readonly log: { error(message: string, error: unknown): void };
}

async function replaceText(path: string, text: string): Promise<void> {
  const document = findDirtyDocument(path);
  const edit = new vscode.WorkspaceEdit();
  if (document && addDocumentEdit(edit, document, text)) await vscode.workspace.applyEdit(edit);
}

/**
 * Codex changed a file on the disk while its document had unsaved edits: merges the change into the document, which
 * stays unsaved, or asks. Unsaved text is never replaced without a choice. Returns the function that ends it.
 */
export function createDirtyMerge({ store, documents, log }: DirtyMergeDeps): () => void {
  async function ask(path: string, theirs: string): Promise<void> {
    const compare = vscode.l10n.t('Compare');
    const keep = vscode.l10n.t('Keep Mine');
    const use = vscode.l10n.t('Use Codex’s');
    const name = displayPath(path);
    const message = vscode.l10n.t('Codex changed {0} on the disk where you have unsaved edits.', name);
    const picked = await vscode.window.showWarningMessage(escapeLinks(message), compare, keep, use);
    if (picked === use) await replaceText(path, theirs);
    if (picked !== compare) return;
    const left = documents.set(path, `${path}:codex`, theirs);
    const title = vscode.l10n.t('{0} (Codex’s version ↔ your unsaved edits)', name);
    await vscode.commands.executeCommand('vscode.diff', left, vscode.Uri.file(path), title);
    await ask(path, theirs);
  }

  async function mergeChange(change: FileUpdateChange): Promise<void> {
    const { path, kind } = change;
    // A document whose file was deleted or moved away keeps its text, and VS Code says so.
    if (kind.type === 'delete' || moveTarget(change) !== null) return;
    const { text, disk, dirty } = await readCurrentFile(path);
    if (!dirty || text === undefined || disk === undefined) return;
    const past = pastFileChange(change, disk);
    const merged = past.kind === 'text' ? merge3(past.before, text, disk) : undefined;
    if (merged?.kind === 'clean') await replaceText(path, merged.text);
    else await ask(path, disk);
  }

  return store.subscribe(({ events }) => {
    for (const event of events) {
      if (event.method !== 'item/completed') continue;
      const { item } = event.params;
      if (item.type !== 'fileChange' || item.status !== 'completed') continue;
      for (const change of item.changes)
        mergeChange(change).catch((error: unknown) => log.error('Unsaved edits could not be merged', error));
    }
  });
}
