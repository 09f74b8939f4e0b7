import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { ApprovalContent } from '../shared/approvals/approvalState.ts';
import { findPendingFileChange } from '../shared/approvals/findPendingFileChange.ts';
import type { Store } from '../shared/store.ts';
import { commandTarget, nextApproval } from './commandTarget.ts';
import type { FileChangeReview } from './fileChangeReview.ts';
import { showInbox } from './inboxPicker.ts';
import { quickAnswer } from './quickAnswer.ts';
import { activeReviewUri, approvalIdOf } from './reviewUri.ts';

/** An answer given this soon after the request came was meant for something else. */
const guardMs = 300;

export interface ApprovalCommandDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly review: FileChangeReview;
  readonly log: { error(message: string, error: unknown): void };
  answer(approvalId: string, optionId: string, content: ApprovalContent | null): Promise<void>;
  isPanelVisible(): boolean;
  shownThreadId(): string | null;
  /** Brings up the panel with the approval's card, and focuses it. */
  showApproval(approvalId: string): Promise<void>;
  /** Brings up the panel when there is no approval to bring up. */
  showPanel(): Promise<void>;
}

/** Where a press came from: a key in the chat view passes `card`, a title action its document. */
function reviewedId(from: unknown): string | undefined {
  if (from === 'card') return undefined;
  return approvalIdOf(from instanceof vscode.Uri ? from : activeReviewUri());
}

/** The commands that show approvals and answer them, by id; and what keeps them true, to be disposed. */
export function createApprovalCommands(deps: ApprovalCommandDeps): {
  readonly commands: Record<string, (...args: unknown[]) => Promise<void> | void>;
  dispose(): void;
} {
  const { store } = deps;
  const arrivedAt = new Map<string, number>();
  /** When something else was answered or went: what then comes under the pointer was not what was pressed. */
  let changedAt = 0;
  let pendingIds: readonly string[] = [];
  let revealedId: string | null = null;

  const unsubscribe = store.subscribe(({ events, state }) => {
    for (const event of events)
      if (event.method === 'host/approvalRequested')
        arrivedAt.set(event.params.approval.id, performance.now());
    const present = new Set(state.approvals.map(({ id }) => id));
    const waiting = state.approvals.filter(({ status }) => status === 'pending').map(({ id }) => id);
    if (!pendingIds.every((id) => waiting.includes(id))) changedAt = performance.now();
    pendingIds = waiting;
    for (const id of arrivedAt.keys()) if (!present.has(id)) arrivedAt.delete(id);
  });

  async function reveal(approvalId: string): Promise<void> {
    revealedId = approvalId;
    await deps.showApproval(approvalId);
  }

  async function answer(kind: 'accept' | 'acceptForSession' | 'decline', from: unknown): Promise<void> {
    const reviewed = reviewedId(from);
    const target = commandTarget(store.getState(), {
      reviewedId: reviewed,
      revealedId,
      shownThreadId: deps.shownThreadId(),
    });
    if (!target) return reviewed === undefined ? deps.showPanel() : undefined;
    const { approval, act } = target;
    const given = quickAnswer(approval, kind);
    // Nothing is answered unseen, and what needs more than a press is answered in its card.
    const isInFront = act === 'answer' && (deps.isPanelVisible() || approval.id === reviewed);
    if (!isInFront || !given) return reveal(approval.id);
    const age = performance.now() - Math.max(changedAt, arrivedAt.get(approval.id) ?? 0);
    if (kind !== 'decline' && age < guardMs) return undefined;
    return deps.answer(approval.id, given.optionId, given.content);
  }

  return {
    commands: {
      'codexChat.accept': (from) => answer('accept', from),
      'codexChat.acceptForSession': (from) => answer('acceptForSession', from),
      'codexChat.decline': (from) => answer('decline', from),
      'codexChat.nextApproval': async () => {
        const next = nextApproval(store.getState().approvals, revealedId);
        if (!next) throw new UserError(vscode.l10n.t('Nothing waits for your answer.'));
        await reveal(next.id);
      },
      'codexChat.showInbox': () =>
        showInbox({
          store,
          answer: deps.answer,
          reveal: async ({ id, kind }) => {
            // The diff first: the focus goes to the card.
            if (kind === 'fileChange') await deps.review.show(id, null, { preserveFocus: true });
            await reveal(id);
          },
          log: deps.log,
        }),
      'codexChat.reviewChanges': async () => {
        const approval = findPendingFileChange(store.getState(), deps.shownThreadId());
        if (!approval) throw new UserError(vscode.l10n.t('No file changes wait for your approval.'));
        await deps.review.show(approval.id, null);
      },
    },
    dispose: unsubscribe,
  };
}
