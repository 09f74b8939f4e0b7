import type * as vscode from 'vscode';
import type { AnswerApproval } from '../approvals/answerApproval.ts';
import { createApprovalCommands } from '../approvals/approvalCommands.ts';
import { createApprovalPrompts } from '../approvals/approvalPrompts.ts';
import type { FileChangeReview } from '../approvals/fileChangeReview.ts';
import { createInboxStatusBar } from '../approvals/inboxStatusBar.ts';
import { readConfig } from '../config.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { rootThreadId } from '../shared/thread/rootThread.ts';
import type { ThreadService } from '../threads/threadService.ts';
import { isWindowFocused } from './isWindowFocused.ts';
import type { SurfaceCommands } from './surfaceCommands.ts';
import type { Surfaces } from './surfaces.ts';

export interface ApprovalUiDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly surfaces: Surfaces;
  readonly threads: Pick<ThreadService, 'open'>;
  readonly moves: Pick<SurfaceCommands, 'focus' | 'focusApproval'>;
  readonly review: FileChangeReview;
  readonly answerApproval: AnswerApproval;
  readonly log: vscode.LogOutputChannel;
}

/** What asks a person outside the pages, and the commands that answer. */
export interface ApprovalUi extends vscode.Disposable {
  readonly commands: ReturnType<typeof createApprovalCommands>['commands'];
}

/** Puts prompts, inbox and commands of approvals together with the surfaces that show their threads. */
export function createApprovalUi(deps: ApprovalUiDeps): ApprovalUi {
  const { store, surfaces, moves, review, answerApproval, log } = deps;

  async function showApproval(approvalId: string): Promise<void> {
    const { approvals, summaries } = store.getState();
    const approval = approvals.find(({ id }) => id === approvalId);
    if (!approval) return moves.focus(surfaces.active);
    // An agent's own thread shows what it asks, too.
    const isAgentShown = surfaces.surfaceOf(approval.threadId) !== undefined;
    const threadId = isAgentShown ? approval.threadId : rootThreadId(summaries, approval.threadId);
    const surface = surfaces.show(threadId, surfaces.sidebar);
    await deps.threads.open(threadId);
    await moves.focusApproval(surface, approvalId);
  }

  const endPrompts = createApprovalPrompts({
    store,
    answer: answerApproval,
    readSituation: ({ threadId }) => ({
      modalMode: readConfig().approvalsModal,
      notificationMode: readConfig().notifications,
      isPanelVisible: surfaces.isAnyVisible,
      // An agent's card is in its own thread, and in the one that it works for.
      isThreadVisible:
        surfaces.isVisible(threadId) ||
        surfaces.isVisible(rootThreadId(store.getState().summaries, threadId)),
      isWindowFocused: isWindowFocused(surfaces),
    }),
    onDidHidePanel: (listener) => surfaces.onDidHide(listener),
    showApproval,
    log,
  });
  const commands = createApprovalCommands({
    store,
    review,
    log,
    answer: answerApproval,
    isPanelVisible: () => surfaces.isSurfaceVisible(surfaces.active),
    shownThreadId: () => surfaces.active.shownThreadId,
    showApproval,
    showPanel: () => moves.focus(surfaces.active),
  });
  const inbox = createInboxStatusBar(store);
  return {
    commands: commands.commands,
    dispose: () => {
      endPrompts();
      commands.dispose();
      inbox.dispose();
    },
  };
}
