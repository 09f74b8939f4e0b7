import * as vscode from 'vscode';
import type { AnswerApproval } from './approvals/answerApproval.ts';
import { activeReviewApprovalId, approvalIdOf, type FileChangeReview } from './approvals/fileChangeReview.ts';
import { UserError } from './errors.ts';
import type { ChatViewProvider } from './panel/chatViewProvider.ts';
import type { Surface } from './panel/surface.ts';
import type { AppEvent, AppState } from './shared/appState.ts';
import type { ApprovalOption, ApprovalState } from './shared/approvals/approvalState.ts';
import type { Store } from './shared/store.ts';
import type { ThreadService } from './threads/threadService.ts';

export interface CommandDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly surface: Surface;
  readonly view: ChatViewProvider;
  readonly threads: ThreadService;
  readonly answerApproval: AnswerApproval;
  readonly review: FileChangeReview;
  newThread(): void;
  showThreads(): Promise<void>;
  restartServer(): Promise<void>;
  showLog(): void;
}

/** Handlers by command id; each gets the arguments VS Code passes (a title action: the resource). */
export function createCommands(
  deps: CommandDeps,
): Record<string, (...args: unknown[]) => Promise<void> | void> {
  const { store, surface, view, answerApproval } = deps;

  /** The approval a command means: that of the review it was called on, else the oldest of the shown thread. */
  function target(resource: unknown): ApprovalState | undefined {
    const { approvals } = store.getState();
    const reviewed = resource instanceof vscode.Uri ? approvalIdOf(resource) : activeReviewApprovalId();
    if (reviewed) return approvals.find(({ id, kind }) => id === reviewed && kind === 'fileChange');
    return approvals.find(
      ({ threadId, status }) => threadId === surface.shownThreadId && status === 'pending',
    );
  }

  async function answer(kind: ApprovalOption['kind'], resource: unknown): Promise<void> {
    const approval = target(resource);
    const isInFront = view.isVisible || approval?.id === activeReviewApprovalId();
    if (!approval || !isInFront) {
      // Nothing is answered unseen: the panel comes up with what waits.
      const waiting = store.getState().approvals.at(0);
      if (waiting) surface.show(waiting.threadId);
      return view.focusComposer();
    }
    const option = approval.options.find((candidate) => candidate.kind === kind);
    if (option) await answerApproval(approval.id, option.id);
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
      const waiting = store
        .getState()
        .approvals.filter(({ kind, status }) => kind === 'fileChange' && status === 'pending');
      const approval = waiting.find(({ threadId }) => threadId === surface.shownThreadId) ?? waiting[0];
      if (!approval) throw new UserError(vscode.l10n.t('No file changes wait for your approval.'));
      await deps.review.show(approval.id, null);
    },
    'codexChat.restartServer': () => deps.restartServer(),
    'codexChat.showLog': () => deps.showLog(),
  };
}
