import * as vscode from 'vscode';
import type { FileUpdateChange } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { FileChangeApproval } from '../shared/approvals/approvalState.ts';
import { moveTarget } from '../shared/diff/changedPaths.ts';
import { fileText } from '../shared/diff/editorText.ts';
import { merge3 } from '../shared/diff/merge3.ts';
import type { Store } from '../shared/store.ts';
import { readCurrentFile } from './currentFile.ts';
import { addDocumentEdit } from './editDocument.ts';
import type { ProposalFiles } from './proposalFiles.ts';
import { proposeAgainst } from './proposeAgainst.ts';
import { approvalIdOf, reviewScheme, toReviewQuery, type ReviewQuery } from './reviewUri.ts';

/** One file of a pending fileChange approval whose change fits the file as it is. */
export interface TextProposal {
  readonly kind: 'text';
  readonly change: FileUpdateChange;
  /** Where the text goes (absolute): the file itself, or where it is moved. */
  readonly target: string;
  readonly left: vscode.Uri;
  /** The writable document of the proposed side. */
  readonly right: vscode.Uri;
  /** The file's text now, unsaved edits included; undefined: there is no file. */
  readonly before: string | undefined;
  /** The file's text that what is shown was made from. Not that of now where the two cannot be merged. */
  readonly base: string | undefined;
  readonly proposed: string;
  /** Accepting would overwrite what the file holds by now; the person chooses. */
  readonly overwrites: boolean;
}

/** One file whose change does not fit: all there is to show is the patch itself. */
export interface PatchProposal {
  readonly kind: 'patch';
  readonly change: FileUpdateChange;
  readonly patch: vscode.Uri;
}

export type Proposal = TextProposal | PatchProposal;

interface Reviewed {
  proposals: readonly Proposal[];
  readonly watchers: vscode.Disposable;
}

/**
 * What pending file changes propose, file by file, from the moment that somebody looks at them or answers. Proposals
 * follow their files; what a person made of one is kept, and moved to the file's new text when that merges.
 */
export class Proposals {
  private readonly reviewed = new Map<string, Promise<Reviewed>>();
  private readonly known = new Map<string, Reviewed>();
  private readonly replaced = new vscode.EventEmitter<{ old: Proposal; proposal: Proposal }>();
  /** A proposal that could be shown as texts no longer can. */
  readonly onDidBecomePatch = this.replaced.event;
  private readonly forgotten = new vscode.EventEmitter<void>();
  /** An approval whose proposals were loaded no longer waits. */
  readonly onDidForget = this.forgotten.event;
  private readonly subscriptions: vscode.Disposable;
  private readonly frozen = new Set<string>();
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly files: ProposalFiles,
    private readonly log: { error(message: string, error: unknown): void },
  ) {
    this.subscriptions = vscode.Disposable.from(
      { dispose: store.subscribe(() => this.forgetAnswered()) },
      this.replaced,
      this.forgotten,
      files.onDidWrite((uri) => this.tellEdited(approvalIdOf(uri))),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (uri.scheme === reviewScheme) this.tellEdited(approvalIdOf(uri));
        else if (uri.scheme === 'file') this.follow(uri.fsPath);
      }),
    );
  }

  /** The approval while it waits for an answer. */
  pending(approvalId: string): FileChangeApproval | undefined {
    const approval = this.store.getState().approvals.find(({ id }) => id === approvalId);
    return approval?.kind === 'fileChange' && approval.status === 'pending' ? approval : undefined;
  }

  /** The proposals of a pending approval, in the order of its changes; none when it is not pending. */
  async load(approvalId: string): Promise<readonly Proposal[]> {
    const approval = this.pending(approvalId);
    if (!approval) return [];
    let reviewed = this.reviewed.get(approvalId);
    if (!reviewed) {
      reviewed = this.start(approval);
      this.reviewed.set(approvalId, reviewed);
      // A file that could not be read now may be readable when it is asked for again.
      reviewed.catch(() => this.reviewed.delete(approvalId));
    }
    await reviewed;
    await this.queue;
    return (await reviewed).proposals;
  }

  /** The proposals as they were loaded, without waiting. */
  peek(approvalId: string): readonly Proposal[] {
    return this.known.get(approvalId)?.proposals ?? [];
  }

  /** What the proposed side shows now: unsaved edits of its document, else what was saved. */
  shown(proposal: TextProposal): string {
    const document = this.documentOf(proposal);
    const text = document?.isDirty ? document.getText() : this.files.read(proposal.right);
    return fileText(proposal.proposed, text ?? proposal.proposed);
  }

  isEdited(approvalId: string): boolean {
    return this.peek(approvalId).some((item) => item.kind === 'text' && this.shown(item) !== item.proposed);
  }

  /** Takes back what a person made of a proposal; in an open document that can be undone. */
  async reset(right: vscode.Uri): Promise<void> {
    const approvalId = approvalIdOf(right) ?? '';
    const proposal = this.peek(approvalId).find((item) => isOf(item, right));
    if (proposal?.kind === 'text') await this.write(proposal, proposal.proposed);
    this.tellEdited(approvalId);
  }

  /** While a selection is written, its own changes must not be followed; afterwards what was missed is. */
  freeze(approvalId: string): vscode.Disposable {
    this.frozen.add(approvalId);
    return new vscode.Disposable(() => {
      this.frozen.delete(approvalId);
      for (const { change } of this.peek(approvalId)) this.follow(change.path);
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const { watchers } of this.known.values()) watchers.dispose();
  }

  private documentOf({ right }: TextProposal): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === right.toString());
  }

  private async start(approval: FileChangeApproval): Promise<Reviewed> {
    const proposals = await Promise.all(
      approval.changes.map((change, file) => this.propose(approval.id, file, change)),
    );
    const watchers = approval.changes.map(({ path }) => {
      const uri = vscode.Uri.file(path);
      const pattern = new vscode.RelativePattern(
        vscode.Uri.joinPath(uri, '..'),
        uri.path.split('/').at(-1) ?? '',
      );
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const follow = (): void => this.follow(path);
      return vscode.Disposable.from(
        watcher,
        watcher.onDidChange(follow),
        watcher.onDidCreate(follow),
        watcher.onDidDelete(follow),
      );
    });
    const reviewed: Reviewed = { proposals, watchers: vscode.Disposable.from(...watchers) };
    this.known.set(approval.id, reviewed);
    this.forgetAnswered();
    return reviewed;
  }

  private async propose(
    approvalId: string,
    file: number,
    change: FileUpdateChange,
    edited?: TextProposal,
  ): Promise<Proposal> {
    const current = await readCurrentFile(change.path);
    const made = proposeAgainst(change, current);
    const query = (side: ReviewQuery['side']): string => toReviewQuery({ approval: approvalId, file, side });
    if (edited) {
      const shown = this.shown(edited);
      const merged = merge3(edited.base ?? '', shown, current.text ?? '');
      // What the person made of it is kept as it is when it cannot be moved to the new text.
      if (made.kind === 'conflict' || merged.kind === 'conflict')
        return { ...edited, before: current.text, overwrites: true };
      await this.write(edited, merged.text);
      const { before, proposed, overwrites } = made;
      return { ...edited, before, base: before, proposed, overwrites };
    }
    if (made.kind === 'conflict') {
      const why = vscode.l10n.t('This change does not apply to the file as it is now: {0}', made.reason);
      const text = `${why}\n\n${change.diff}\n`;
      const patch = this.files.set(`${change.path}.patch`, query('patch'), text, true);
      return { kind: 'patch', change, patch };
    }
    const target = moveTarget(change) ?? change.path;
    const right = vscode.Uri.file(target).with({ scheme: reviewScheme, query: query('proposed') });
    const left =
      made.before === undefined
        ? this.files.set(change.path, query('current'), '', true)
        : vscode.Uri.file(change.path);
    const { before, proposed, overwrites } = made;
    const proposal = {
      kind: 'text' as const,
      change,
      target,
      left,
      right,
      before,
      base: before,
      proposed,
      overwrites,
    };
    await this.write(proposal, proposed);
    return proposal;
  }

  /** Makes the proposed side show `text`. A document with edits is edited, since VS Code does not reload it. */
  private async write(proposal: TextProposal, text: string): Promise<void> {
    const document = this.documentOf(proposal);
    if (document?.isDirty) {
      const edit = new vscode.WorkspaceEdit();
      if (addDocumentEdit(edit, document, text)) await vscode.workspace.applyEdit(edit);
      return;
    }
    this.files.set(proposal.target, proposal.right.query, text, false);
  }

  /** A file may be under review: its proposals follow, one change after the other. */
  private follow(path: string): void {
    for (const [approvalId, reviewed] of this.known) {
      const file = reviewed.proposals.findIndex(({ change }) => change.path === path);
      if (file < 0) continue;
      this.queue = this.queue
        .then(() => this.refresh(approvalId, reviewed, file))
        .catch((error: unknown) => this.log.error('A proposal could not follow its file', error));
    }
  }

  private async refresh(approvalId: string, reviewed: Reviewed, file: number): Promise<void> {
    const old = reviewed.proposals[file];
    if (!old || !this.pending(approvalId) || this.frozen.has(approvalId)) return;
    const edited = old.kind === 'text' && this.shown(old) !== old.proposed ? old : undefined;
    const proposal = await this.propose(approvalId, file, old.change, edited);
    reviewed.proposals = reviewed.proposals.with(file, proposal);
    if (old.kind === 'text' && proposal.kind === 'patch') this.replaced.fire({ old, proposal });
    this.tellEdited(approvalId);
  }

  private tellEdited(approvalId: string | undefined): void {
    const approval = approvalId === undefined ? undefined : this.pending(approvalId);
    if (!approval || this.frozen.has(approval.id)) return;
    const edited = this.isEdited(approval.id);
    if (edited === approval.edited) return;
    this.store.dispatch([{ method: 'host/proposalEdited', params: { approvalId: approval.id, edited } }]);
  }

  private forgetAnswered(): void {
    for (const [approvalId, { watchers }] of this.known) {
      if (this.pending(approvalId)) continue;
      watchers.dispose();
      this.known.delete(approvalId);
      this.reviewed.delete(approvalId);
      this.forgotten.fire();
    }
  }
}

/** Whether a document of a review is one of this proposal's. */
export function isOf(proposal: Proposal, uri: vscode.Uri): boolean {
  const own = proposal.kind === 'text' ? proposal.right : proposal.patch;
  return own.toString() === uri.toString();
}
