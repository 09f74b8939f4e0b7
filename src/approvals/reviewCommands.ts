import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import { editorText } from '../shared/diff/editorText.ts';
import { revertChangeAt } from '../shared/diff/revertChangeAt.ts';
import { addDocumentEdit } from './editDocument.ts';
import type { FileChangeReview } from './fileChangeReview.ts';
import type { Proposals } from './proposals.ts';
import { activeReviewUri, approvalIdOf, readReviewQuery } from './reviewUri.ts';

export interface ReviewCommandDeps {
  readonly proposals: Proposals;
  readonly review: FileChangeReview;
  /** The pending file change that a command without a review in front means, or undefined. */
  findPending(): string | undefined;
}

/** The proposed side that a command means: of the editor it was called on, or the one that has the cursor. */
function proposedUri(resource?: unknown): vscode.Uri | undefined {
  const candidates = [
    resource instanceof vscode.Uri ? resource : undefined,
    activeReviewUri(),
    vscode.window.activeTextEditor?.document.uri,
  ];
  return candidates.find((uri) => readReviewQuery(uri)?.side === 'proposed');
}

/** The commands of the review's editors, by id. */
export function createReviewCommands({
  proposals,
  review,
  findPending,
}: ReviewCommandDeps): Record<string, (...args: unknown[]) => Promise<void>> {
  async function skipHunk(): Promise<void> {
    const uri = proposedUri();
    const editor = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === uri?.toString(),
    );
    const proposal = proposals
      .peek(approvalIdOf(uri) ?? '')
      .find((item) => item.kind === 'text' && item.right.toString() === uri?.toString());
    if (!editor || proposal?.kind !== 'text') return;
    const before = editorText(proposal.before ?? '');
    const text = revertChangeAt(before, editorText(editor.document.getText()), editor.selection.active.line);
    if (text === null)
      throw new UserError(vscode.l10n.t('The cursor is not in a change. Go to one first: Next Hunk.'));
    const edit = new vscode.WorkspaceEdit();
    if (addDocumentEdit(edit, editor.document, text)) await vscode.workspace.applyEdit(edit);
  }

  async function goToHunk(command: 'nextChange' | 'previousChange'): Promise<void> {
    await vscode.commands.executeCommand(`workbench.action.compareEditor.${command}`);
  }

  return {
    'codexChat.resetProposal': async (resource) => {
      const uri = proposedUri(resource);
      if (uri) await proposals.reset(uri);
    },
    'codexChat.nextReviewFile': () => review.showNeighbour(1),
    'codexChat.previousReviewFile': () => review.showNeighbour(-1),
    'codexChat.skipHunk': skipHunk,
    'codexChat.nextHunk': () => goToHunk('nextChange'),
    'codexChat.previousHunk': () => goToHunk('previousChange'),
    'codexChat.reviewAllChanges': async () => {
      const approvalId = approvalIdOf(activeReviewUri()) ?? findPending();
      if (!approvalId || !(await review.showAll(approvalId)))
        throw new UserError(vscode.l10n.t('No file changes wait for your approval.'));
    },
  };
}
