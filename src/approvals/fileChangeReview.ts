import * as vscode from 'vscode';
import type { FileUpdateChange } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { FileChangeApproval } from '../shared/approvals/approvalState.ts';
import { proposeFileChange } from '../shared/diff/fileChange.ts';
import type { Store } from '../shared/store.ts';
import { revealedText } from './revealedText.ts';
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

type Proposal =
  | { readonly patch: vscode.Uri }
  | { readonly left: vscode.Uri; readonly right: vscode.Uri; readonly title: string };

/** The path as a person knows it, with what could deceive written out, and marked when it is not in the workspace. */
function displayPath(file: string): string {
  const uri = vscode.Uri.file(file);
  const shown = revealedText(vscode.workspace.asRelativePath(uri));
  return vscode.workspace.getWorkspaceFolder(uri)
    ? shown
    : vscode.l10n.t('{0} (outside the workspace)', shown);
}

function reviewTitle(change: FileUpdateChange, newPath: string | undefined): string {
  const name = displayPath(change.path);
  if (newPath) return vscode.l10n.t('{0} → {1} (move, proposed)', name, displayPath(newPath));
  if (change.kind.type === 'add') return vscode.l10n.t('{0} (new file, proposed)', name);
  if (change.kind.type === 'delete') return vscode.l10n.t('{0} (deletion, proposed)', name);
  return vscode.l10n.t('{0} (change, proposed)', name);
}

/** Closes the tabs of reviews whose document fits; returns how many there were. */
async function closeTabs(fits: (uri: vscode.Uri) => boolean): Promise<number> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => {
      const uri = reviewUriOf(tab);
      return uri?.scheme === reviewScheme && fits(uri);
    });
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  return tabs.length;
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
  private readonly subscriptions: vscode.Disposable;
  private open: ReadonlySet<string> = new Set();

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly documents: VirtualDocuments,
    autoOpen: () => boolean,
    log: { error(message: string, error: unknown): void },
  ) {
    const failed = (error: unknown): void => log.error('The review failed', error);
    const unsubscribe = store.subscribe(({ events }) => {
      this.closeAnswered().catch(failed);
      for (const event of events) {
        if (event.method !== 'host/approvalRequested' || !autoOpen()) continue;
        this.show(event.params.approval.id, null, { preserveFocus: true }).catch(failed);
      }
    });
    this.subscriptions = vscode.Disposable.from(
      { dispose: unsubscribe },
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === 'file') this.refresh(document.uri.fsPath).catch(failed);
      }),
    );
    // Tabs of an earlier run of the extension: what they were about is gone.
    void closeTabs(() => true);
  }

  /** Opens the diff of `file` (absolute), or of every changed file with null. Returns false when nothing is pending. */
  async show(
    approvalId: string,
    file: string | null,
    options: vscode.TextDocumentShowOptions = {},
  ): Promise<boolean> {
    const changes =
      this.pending(approvalId)?.changes.filter((item) => file === null || item.path === file) ?? [];
    // Last to first, so that the first file ends up in front.
    for (const change of changes.toReversed()) {
      // Answered or withdrawn while the tabs open.
      if (!this.pending(approvalId)) break;
      this.open = new Set([...this.open, approvalId]);
      await this.showChange(approvalId, change, options);
    }
    await this.closeAnswered();
    return changes.length > 0;
  }

  dispose(): void {
    this.subscriptions.dispose();
    void closeTabs(() => true);
  }

  private pending(approvalId: string): FileChangeApproval | undefined {
    const approval = this.store.getState().approvals.find(({ id }) => id === approvalId);
    return approval?.kind === 'fileChange' && approval.status === 'pending' ? approval : undefined;
  }

  /** Makes both sides anew from the file as it is now: the change may no longer apply, or not as it did. */
  private async propose(approvalId: string, change: FileUpdateChange): Promise<Proposal> {
    const current = await readCurrentText(change.path);
    const proposal = proposeFileChange(change, current);
    if (proposal.kind === 'conflict') {
      const why = vscode.l10n.t('This change does not apply to the file as it is now: {0}', proposal.reason);
      const query = toQuery({ approval: approvalId, side: 'patch' });
      return { patch: this.documents.set(`${change.path}.patch`, query, `${why}\n\n${change.diff}\n`) };
    }
    const target = proposal.newPath ?? change.path;
    const right = this.documents.set(
      target,
      toQuery({ approval: approvalId, side: 'proposed' }),
      proposal.after,
    );
    const left =
      current === undefined
        ? this.documents.set(change.path, toQuery({ approval: approvalId, side: 'current' }), '')
        : vscode.Uri.file(change.path);
    return { left, right, title: reviewTitle(change, proposal.newPath) };
  }

  private async showChange(
    approvalId: string,
    change: FileUpdateChange,
    options: vscode.TextDocumentShowOptions,
  ): Promise<void> {
    const proposal = await this.propose(approvalId, change);
    const show = { preview: false, ...options };
    if ('patch' in proposal) await vscode.window.showTextDocument(proposal.patch, show);
    else
      await vscode.commands.executeCommand(
        'vscode.diff',
        proposal.left,
        proposal.right,
        proposal.title,
        show,
      );
  }

  /** A file under review changed: its proposal follows, or its patch is shown when it no longer applies. */
  private async refresh(file: string): Promise<void> {
    for (const approvalId of this.open) {
      const change = this.pending(approvalId)?.changes.find(({ path }) => path === file);
      if (!change) continue;
      const proposal = await this.propose(approvalId, change);
      if (!('patch' in proposal)) continue;
      const target = (change.kind.type === 'update' && change.kind.move_path) || change.path;
      const isStale = (uri: vscode.Uri): boolean =>
        uri.fsPath === vscode.Uri.file(target).fsPath && approvalIdOf(uri) === approvalId;
      if ((await closeTabs(isStale)) > 0)
        await vscode.window.showTextDocument(proposal.patch, { preview: false, preserveFocus: true });
    }
  }

  private async closeAnswered(): Promise<void> {
    const answered = [...this.open].filter((id) => !this.pending(id));
    if (answered.length === 0) return;
    this.open = new Set([...this.open].filter((id) => !answered.includes(id)));
    await closeTabs((uri) => answered.includes(approvalIdOf(uri) ?? ''));
  }
}
