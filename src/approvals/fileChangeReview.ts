import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import type { ProposalFiles } from './proposalFiles.ts';
import { isOf, type Proposal, type Proposals } from './proposals.ts';
import { allChangesTitle, closeReviewTabs } from './reviewTabs.ts';
import { reviewTitle } from './reviewTitles.ts';
import { activeReviewUri, approvalIdOf, reviewScheme } from './reviewUri.ts';

/**
 * Shows the changes of a pending fileChange approval in VS Code's own diff editor, one tab per file: left the file
 * as it is now (unsaved edits included), right what it would become, which can be edited. Closes its tabs when the
 * request is answered or withdrawn; a person who closes a tab has answered nothing.
 */
export class FileChangeReview {
  private readonly subscriptions: vscode.Disposable;
  /** The approval that the multi-file diff is about. */
  private allChangesOf: string | undefined;

  constructor(
    store: Store<AppState, AppEvent>,
    private readonly files: ProposalFiles,
    private readonly proposals: Proposals,
    autoOpen: () => boolean,
    log: { error(message: string, error: unknown): void },
  ) {
    const failed = (error: unknown): void => log.error('The review failed', error);
    this.subscriptions = vscode.Disposable.from(
      {
        dispose: store.subscribe(({ events }) => {
          for (const event of events) {
            if (event.method !== 'host/approvalRequested' || !autoOpen()) continue;
            this.show(event.params.approval.id, null, { preserveFocus: true }).catch(failed);
          }
        }),
      },
      proposals.onDidForget(() => void this.closeAnswered().catch(failed)),
      proposals.onDidBecomePatch((change) => void this.replace(change).catch(failed)),
      // What VS Code brings back from an earlier run of the extension: what it was about is gone.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (uri.scheme === reviewScheme && this.isStale(uri)) this.closeAnswered().catch(failed);
      }),
    );
    closeReviewTabs(() => true, true).catch(failed);
  }

  /** Opens the diff of `file` (absolute), or of every changed file with null. Returns false when nothing is pending. */
  async show(
    approvalId: string,
    file: string | null,
    options: vscode.TextDocumentShowOptions = {},
  ): Promise<boolean> {
    const proposals = await this.proposals.load(approvalId);
    const wanted = proposals.filter(({ change }) => file === null || change.path === file);
    // Last to first, so that the first file ends up in front.
    for (const proposal of wanted.toReversed()) {
      // Answered or withdrawn while the tabs open.
      if (!this.proposals.pending(approvalId)) break;
      await showProposal(proposal, options);
    }
    await this.closeAnswered();
    return wanted.length > 0;
  }

  /** Opens all files of a pending approval as one multi-file diff. Returns false when nothing is pending. */
  async showAll(approvalId: string): Promise<boolean> {
    const proposals = await this.proposals.load(approvalId);
    if (proposals.length === 0) return false;
    this.allChangesOf = approvalId;
    const resources = proposals.map((item): [vscode.Uri, vscode.Uri | undefined, vscode.Uri] =>
      item.kind === 'text'
        ? [vscode.Uri.file(item.target), item.left, item.right]
        : [item.patch, undefined, item.patch],
    );
    await vscode.commands.executeCommand('vscode.changes', allChangesTitle(), resources);
    await this.closeAnswered();
    return true;
  }

  /** Shows the file after (`step` 1) or before (-1) the one in the active editor, round and round. */
  async showNeighbour(step: 1 | -1): Promise<void> {
    const uri = activeReviewUri();
    const proposals = uri ? await this.proposals.load(approvalIdOf(uri) ?? '') : [];
    const index = proposals.findIndex((item) => uri && isOf(item, uri));
    const next = proposals.at((index + step) % proposals.length);
    if (index >= 0 && next) await showProposal(next, {});
  }

  dispose(): void {
    this.subscriptions.dispose();
    void closeReviewTabs(() => true, true);
  }

  private async replace({ old, proposal }: { old: Proposal; proposal: Proposal }): Promise<void> {
    if (old.kind === 'text' && (await closeReviewTabs((uri) => isOf(old, uri))) > 0)
      await showProposal(proposal, { preserveFocus: true });
  }

  private isStale(uri: vscode.Uri): boolean {
    return !this.proposals.pending(approvalIdOf(uri) ?? '');
  }

  private async closeAnswered(): Promise<void> {
    const isStale = (uri: vscode.Uri): boolean => this.isStale(uri);
    const all = this.allChangesOf;
    await closeReviewTabs(isStale, all !== undefined && !this.proposals.pending(all));
    this.files.forget(isStale);
  }
}

async function showProposal(proposal: Proposal, options: vscode.TextDocumentShowOptions): Promise<void> {
  const show = { preview: false, ...options };
  if (proposal.kind === 'patch') {
    await vscode.window.showTextDocument(proposal.patch, show);
    return;
  }
  const { left, right } = proposal;
  await vscode.commands.executeCommand('vscode.diff', left, right, reviewTitle(proposal), show);
}
