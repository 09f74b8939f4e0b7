import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import type { ApprovalOption, ApprovalState, FileChangeApproval } from '../shared/approvals/approvalState.ts';
import { changedPaths } from '../shared/diff/changedPaths.ts';
import type { Outbox } from '../threads/outbox.ts';
import type { ApprovalBroker } from './approvalBroker.ts';
import { applySelected, type SelectedFile } from './applySelected.ts';
import { findHiddenOutside } from './checkPlace.ts';
import { findDirtyDocument } from './currentFile.ts';
import type { FileChangeReview } from './fileChangeReview.ts';
import type { Proposals, TextProposal } from './proposals.ts';
import { displayPath } from './reviewTitles.ts';

export interface ReviewGateDeps {
  readonly proposals: Proposals;
  readonly review: FileChangeReview;
  readonly broker: Pick<ApprovalBroker, 'answerApplied'>;
  readonly outbox: Pick<Outbox, 'steer'>;
}

/** Runs before an option of an approval is answered. `answered`: there is nothing left to answer, or not now. */
export type ReviewGate = (
  approval: ApprovalState,
  option: ApprovalOption,
) => Promise<'answered' | 'continue'>;

/** A path that a link leads out of the workspace does not show that: codex is told yes only after it was said. */
async function confirmLinks({ changes }: FileChangeApproval): Promise<boolean> {
  const hidden = await findHiddenOutside(changes.flatMap(changedPaths));
  if (hidden.length === 0) return true;
  const accept = vscode.l10n.t('Accept');
  const message = vscode.l10n.t('This change writes outside the workspace, by links in it.');
  const detail = hidden.map(displayPath).join('\n');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, accept)) === accept;
}

/**
 * Accepting a proposal that a person edited, or that touches unsaved files, is not accepting the patch: what the review
 * shows is applied here, codex is told so in its turn, and the request is then declined. Everything else goes on as it is.
 */
export function createReviewGate({ proposals, review, broker, outbox }: ReviewGateDeps): ReviewGate {
  const applying = new Set<string>();

  /** The text that the person wants in a file, or `compare` when they want to look first, or undefined: dismissed. */
  async function choose(proposal: TextProposal): Promise<SelectedFile | 'compare' | undefined> {
    const text = proposals.shown(proposal);
    if (!proposal.overwrites) return { proposal, text };
    const keep = vscode.l10n.t('Keep My Edits');
    const use = vscode.l10n.t('Use Codex’s Version');
    const compare = vscode.l10n.t('Compare');
    const picked = await vscode.window.showWarningMessage(
      vscode.l10n.t('{0} has edits that this change would overwrite.', displayPath(proposal.change.path)),
      {
        modal: true,
        detail: vscode.l10n.t(
          'Keep My Edits leaves this file out. Codex’s version can be undone in the editor.',
        ),
      },
      keep,
      use,
      compare,
    );
    if (picked === compare) return 'compare';
    if (picked === keep) return { proposal, text: null };
    return picked === use ? { proposal, text } : undefined;
  }

  async function select(approval: FileChangeApproval): Promise<SelectedFile[] | undefined> {
    const selected: SelectedFile[] = [];
    for (const proposal of await proposals.load(approval.id)) {
      if (proposal.kind === 'patch')
        throw new UserError(
          vscode.l10n.t(
            'The change to {0} does not fit the file as it is now. Save or close the file, or decline the change.',
            displayPath(proposal.change.path),
          ),
        );
      const choice = await choose(proposal);
      if (choice === 'compare') await review.show(approval.id, proposal.change.path);
      if (choice === 'compare' || choice === undefined) return undefined;
      selected.push(choice);
    }
    return selected;
  }

  async function applyInstead(approval: FileChangeApproval): Promise<void> {
    const selected = await select(approval);
    // Dismissed, or answered and withdrawn while a dialog was up.
    if (!selected || !proposals.pending(approval.id)) return;
    const frozen = proposals.freeze(approval.id);
    try {
      const text = await applySelected(selected);
      // While the request is pending, the message waits with it: codex's next step starts from both.
      await outbox.steer(approval.threadId, text);
      broker.answerApplied(approval.id);
    } finally {
      frozen.dispose();
    }
  }

  return async (approval, option) => {
    if (approval.kind !== 'fileChange') return 'continue';
    if (applying.has(approval.id)) return 'answered';
    const accepts = option.kind === 'accept' || option.kind === 'acceptForSession';
    if (!accepts || !proposals.pending(approval.id)) return 'continue';
    // Nothing is awaited after what follows: an edit made meanwhile would be passed over.
    if (!(await confirmLinks(approval)) || !proposals.pending(approval.id)) return 'answered';
    const isEdited = proposals.isEdited(approval.id);
    const isDirty = approval.changes.flatMap(changedPaths).some(findDirtyDocument);
    if (!isEdited && !isDirty) return 'continue';
    if (option.kind === 'acceptForSession')
      throw new UserError(
        isEdited
          ? vscode.l10n.t('An edited proposal can only be accepted once. Accept it, or reset it first.')
          : vscode.l10n.t(
              'A file of this change has unsaved edits. Save it first, or accept only this change.',
            ),
      );
    applying.add(approval.id);
    try {
      await applyInstead(approval);
    } finally {
      applying.delete(approval.id);
    }
    return 'answered';
  };
}
