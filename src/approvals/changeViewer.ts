import * as path from 'node:path';
import * as vscode from 'vscode';
import type { FileUpdateChange } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { moveTarget } from '../shared/diff/changedPaths.ts';
import { pastFileChange } from '../shared/diff/pastFileChange.ts';
import type { Store } from '../shared/store.ts';
import { findItem, type ItemRef } from '../shared/thread/findItem.ts';
import { readCurrentText } from './currentText.ts';
import type { FileChangeReview } from './fileChangeReview.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';

/** Names a fileChange item, and one of its files (absolute) or all with null. */
export interface ChangeRef extends ItemRef {
  readonly path: string | null;
}

/** Opens the diff of a file change: the review while its approval is pending, else what was (to be) changed. */
export class ChangeViewer {
  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly review: FileChangeReview,
    private readonly documents: VirtualDocuments,
  ) {}

  async show(ref: ChangeRef): Promise<void> {
    const state = this.store.getState();
    const approval = state.approvals.find(
      (item) => item.threadId === ref.threadId && item.turnId === ref.turnId && item.itemId === ref.itemId,
    );
    if (approval && (await this.review.show(approval.id, ref.path))) return;
    const item = findItem(state, ref)?.item;
    if (item?.type !== 'fileChange') return;
    const applied = item.status === 'completed';
    for (const change of item.changes
      .filter((each) => ref.path === null || each.path === ref.path)
      .toReversed()) {
      await this.showPast(ref.itemId, change, applied);
    }
  }

  /** The file may have changed since, and then the change cannot be taken back out of it: its patch is shown. */
  private async showPast(itemId: string, change: FileUpdateChange, applied: boolean): Promise<void> {
    const target = moveTarget(change) ?? change.path;
    // What is no UTF-8 text, or cannot be read, is not what a patch left.
    const now = applied ? await readCurrentText(target).catch(() => undefined) : undefined;
    const past = applied ? pastFileChange(change, now) : undefined;
    if (past?.kind !== 'text') {
      const patch = this.documents.set(`${change.path}.patch`, itemId, change.diff);
      await vscode.window.showTextDocument(patch, { preview: true });
      return;
    }
    const before = this.documents.set(change.path, `${itemId}:before`, past.before);
    const after = this.documents.set(target, `${itemId}:after`, past.after);
    const title = vscode.l10n.t('{0} (changed by Codex)', path.basename(target));
    await vscode.commands.executeCommand('vscode.diff', before, after, title, { preview: true });
  }
}
