import * as path from 'node:path';
import * as vscode from 'vscode';
import type { FileUpdateChange } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { ApprovalState } from '../shared/approvals/approvalState.ts';
import { proposeFileChange } from '../shared/diff/fileChange.ts';
import type { Store } from '../shared/store.ts';
import { readCurrentText } from './currentText.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';

/** The scheme of the proposed side of a review; menus and keybindings go by it. */
export const reviewScheme = 'codex-chat-proposed';

interface ReviewQuery {
  readonly approval: string;
  readonly side: 'current' | 'proposed' | 'patch';
}

function toQuery(query: ReviewQuery): string {
  return JSON.stringify(query);
}

/** The approval that a document of a review belongs to, or undefined for any other document. */
export function approvalIdOf(uri: vscode.Uri | undefined): string | undefined {
  if (uri?.scheme !== reviewScheme) return undefined;
  return (JSON.parse(uri.query) as ReviewQuery).approval;
}

function reviewUriOf(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  if (input instanceof vscode.TabInputTextDiff) return input.modified;
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}

/** The approval under review in the active editor, or undefined. */
export function activeReviewApprovalId(): string | undefined {
  return approvalIdOf(reviewUriOf(vscode.window.tabGroups.activeTabGroup.activeTab));
}

/**
 * Shows the changes of a pending fileChange approval in VS Code's own diff editor, one tab per file: left the file
 * as it is now (unsaved edits included), right what it would become. Closes its tabs when the request is answered
 * or withdrawn; a person who closes a tab has answered nothing.
 */
export class FileChangeReview {
  private readonly unsubscribe: () => void;
  private open: readonly string[] = [];

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly documents: VirtualDocuments,
    autoOpen: () => boolean,
    log: { error(message: string, error: unknown): void },
  ) {
    this.unsubscribe = store.subscribe(({ events, state }) => {
      void this.closeAnswered(state).catch((error: unknown) => log.error('Closing a review failed', error));
      for (const event of events) {
        if (event.method !== 'host/approvalRequested' || !autoOpen()) continue;
        const shown = this.show(event.params.approval.id, null, { preserveFocus: true });
        shown.catch((error: unknown) => log.error('Opening a review failed', error));
      }
    });
  }

  /** Opens the diff of `file` (absolute), or of every changed file with null. Returns false when nothing is pending. */
  async show(
    approvalId: string,
    file: string | null,
    options: vscode.TextDocumentShowOptions = {},
  ): Promise<boolean> {
    const approval = this.store.getState().approvals.find(({ id }) => id === approvalId);
    if (approval?.kind !== 'fileChange' || approval.status !== 'pending') return false;
    const changes = changesOf(this.store.getState(), approval).filter(
      (item) => file === null || item.path === file,
    );
    this.open = [...new Set([...this.open, approvalId])];
    // Last to first, so that the first file ends up in front.
    for (const change of changes.toReversed()) await this.showChange(approvalId, change, options);
    return changes.length > 0;
  }

  dispose(): void {
    this.unsubscribe();
  }

  private async showChange(
    approvalId: string,
    change: FileUpdateChange,
    options: vscode.TextDocumentShowOptions,
  ): Promise<void> {
    const current = await readCurrentText(change.path);
    const proposal = proposeFileChange(change, current);
    const name = path.basename(change.path);
    const show = { preview: false, ...options };
    if (proposal.kind === 'conflict') {
      const why = vscode.l10n.t('This change does not apply to the file as it is now: {0}', proposal.reason);
      const query = toQuery({ approval: approvalId, side: 'patch' });
      const patch = this.documents.set(`${change.path}.patch`, query, `${why}\n\n${change.diff}\n`);
      await vscode.window.showTextDocument(patch, show);
      return;
    }
    const target = proposal.newPath ?? change.path;
    const proposed = this.documents.set(
      target,
      toQuery({ approval: approvalId, side: 'proposed' }),
      proposal.after,
    );
    const left =
      current === undefined
        ? this.documents.set(change.path, toQuery({ approval: approvalId, side: 'current' }), '')
        : vscode.Uri.file(change.path);
    const title = proposal.newPath
      ? vscode.l10n.t('{0} → {1} (move, proposed)', name, path.basename(proposal.newPath))
      : change.kind.type === 'add'
        ? vscode.l10n.t('{0} (new file, proposed)', name)
        : change.kind.type === 'delete'
          ? vscode.l10n.t('{0} (deletion, proposed)', name)
          : vscode.l10n.t('{0} (change, proposed)', name);
    await vscode.commands.executeCommand('vscode.diff', left, proposed, title, show);
  }

  private async closeAnswered(state: AppState): Promise<void> {
    if (this.open.length === 0) return;
    const pending = new Set(state.approvals.filter(({ status }) => status === 'pending').map(({ id }) => id));
    const answered = this.open.filter((id) => !pending.has(id));
    if (answered.length === 0) return;
    this.open = this.open.filter((id) => pending.has(id));
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter((tab) => answered.includes(approvalIdOf(reviewUriOf(tab)) ?? ''));
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }
}

function changesOf(state: AppState, approval: ApprovalState): readonly FileUpdateChange[] {
  const turn = state.threads[approval.threadId]?.turns.find(({ id }) => id === approval.turnId);
  const item = turn?.items.find((candidate) => candidate.item.id === approval.itemId)?.item;
  return item?.type === 'fileChange' ? item.changes : [];
}
