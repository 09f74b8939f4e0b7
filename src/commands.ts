import * as vscode from 'vscode';
import type { ApprovalBroker } from './approvals/approvalBroker.ts';
import type { FileChangeReview } from './approvals/fileChangeReview.ts';
import type { ReviewGate } from './approvals/reviewGate.ts';
import { activeReviewUri, approvalIdOf } from './approvals/reviewUri.ts';
import { UserError } from './errors.ts';
import type { ChatViewProvider } from './panel/chatViewProvider.ts';
import type { Surface } from './panel/surface.ts';
import type { AppEvent, AppState } from './shared/appState.ts';
import type { ApprovalOption, ApprovalState } from './shared/approvals/approvalState.ts';
import { findPendingFileChange } from './shared/approvals/findPendingFileChange.ts';
import type { Store } from './shared/store.ts';
import type { ThreadService } from './threads/threadService.ts';

export interface CommandDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly surface: Surface;
  readonly view: ChatViewProvider;
  readonly threads: ThreadService;
  readonly broker: ApprovalBroker;
  readonly review: FileChangeReview;
  readonly gate: ReviewGate;
  newThread(): void;
  showThreads(): Promise<void>;
  restartServer(): Promise<void>;
  showLog(): void;
}

/** Handlers by command id; each gets the arguments VS Code passes (a title action: the resource). */
export function createCommands(
  deps: CommandDeps,
): Record<string, (...args: unknown[]) => Promise<void> | void> {
  const { store, surface, view, broker } = deps;

  /** The approval a command means: that of the review it was called on, else the oldest of the shown thread. */
  function target(resource: unknown): ApprovalState | undefined {
    const { approvals } = store.getState();
    const reviewed = approvalIdOf(resource instanceof vscode.Uri ? resource : activeReviewUri());
    if (reviewed) return approvals.find(({ id, kind }) => id === reviewed && kind === 'fileChange');
    return approvals.find(
      ({ threadId, status }) => threadId === surface.shownThreadId && status === 'pending',
    );
  }

  async function answer(kind: ApprovalOption['kind'], resource: unknown): Promise<void> {
    const approval = target(resource);
    const isInFront = view.isVisible || approval?.id === approvalIdOf(activeReviewUri());
    if (!approval || !isInFront) {
      // Nothing is answered unseen: the panel comes up with what waits.
      const waiting = store.getState().approvals.at(0);
      if (waiting) surface.show(waiting.threadId);
      return view.focusComposer();
    }
    const option = approval.options.find((candidate) => candidate.kind === kind);
    if (option && (await deps.gate(approval, option)) === 'continue') broker.answer(approval.id, option.id);
    return undefined;
  }

  return {
    'codexChat.open': () => view.focusComposer(),
    'codexChat.newThread': () => {
      deps.newThread();
      return view.focusComposer();
    },
    'codexChat.showThreads': () => deps.showThreads(),
    'codexChat.stop': async () => {
      if (surface.shownThreadId) await deps.threads.interrupt(surface.shownThreadId);
    },
    'codexChat.accept': (resource) => answer('accept', resource),
    'codexChat.acceptForSession': (resource) => answer('acceptForSession', resource),
    'codexChat.decline': (resource) => answer('decline', resource),
    'codexChat.reviewChanges': async () => {
      const approval = findPendingFileChange(store.getState(), surface.shownThreadId);
      if (!approval) throw new UserError(vscode.l10n.t('No file changes wait for your approval.'));
      await deps.review.show(approval.id, null);
    },
    'codexChat.restartServer': () => deps.restartServer(),
    'codexChat.showLog': () => deps.showLog(),
  };
}
