import type { AppEvent, AppState } from './appState.ts';
import type { ApprovalContent } from './approvals/approvalState.ts';

/** What one surface (the sidebar view or an editor tab) shows. */
export interface SurfaceState {
  /** Names the surface; an editor tab keeps it over a reload of the window. */
  readonly surfaceId: string;
  readonly kind: 'sidebar' | 'editor';
  /** Projected: `threads` holds the shown thread only. */
  readonly app: AppState;
  /** null: a new thread, not started before its first message. */
  readonly threadId: string | null;
  /** Stays the same when a new thread gets its id, so that what is being typed meanwhile is kept. */
  readonly draftKey: string;
  readonly draft: string;
  readonly sendWith: 'enter' | 'modifierEnter';
  /** What becomes of a message that is sent while a turn runs. */
  readonly followUp: 'queue' | 'steer';
}

/** THE contract, host to page. `seq` counts posted events, so a gap means loss. */
export type HostToWebview =
  | { readonly type: 'snapshot'; readonly epoch: string; readonly seq: number; readonly state: SurfaceState }
  | {
      readonly type: 'events';
      readonly epoch: string;
      readonly from: number;
      readonly events: readonly AppEvent[];
    }
  | { readonly type: 'pathsResolved'; readonly paths: Readonly<Record<string, boolean>> }
  | { readonly type: 'focusComposer' }
  /** Brings the card of an approval into view and focuses it; it may come before the card does. */
  | { readonly type: 'focusApproval'; readonly approvalId: string };

/** Things a button of the page may ask for that need no data. Closed list: never a command id. */
export type PanelAction =
  | 'newThread'
  /** Reads the shown thread again, after its history could not be loaded. */
  | 'reloadThread'
  | 'showThreads'
  | 'chooseFolder'
  /** Moves the shown thread to an editor tab, or from there back to the sidebar. */
  | 'moveThread'
  /** Opens a side question: an ephemeral fork of the shown thread. */
  | 'askAside'
  /** Ends the side question that is shown and goes back to the thread it was asked beside. */
  | 'leaveAside'
  | 'choosePolicy'
  | 'togglePlanMode'
  | 'openFolder'
  | 'manageTrust'
  | 'installCodex'
  | 'setCodexPath'
  | 'retryServer'
  | 'showLog'
  | 'signIn';

/** THE contract, page to host. One-way: the effect comes back as state. The host treats all of it as untrusted. */
export type WebviewToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'resync' }
  /** VS Code does not tell when the page of a view has the focus, and its keys go by that. */
  | { readonly type: 'pageFocused' }
  | { readonly type: 'pageBlurred' }
  /**
   * `draftKey`: the draft that this message is, and which is empty afterwards. `inverted`: steers where messages are
   * queued while a turn runs, and the other way round.
   */
  | {
      readonly type: 'submit';
      readonly threadId: string | null;
      readonly draftKey: string;
      readonly text: string;
      readonly inverted: boolean;
    }
  /**
   * What the document's message box held when Enter was pressed in it, alone or with Ctrl or Cmd (`isModified`). The page
   * is not drawn yet and does not know for what, and whether that sends.
   */
  | { readonly type: 'submitEarly'; readonly text: string; readonly isModified: boolean }
  /** What was typed there after an Enter that did not send: it comes behind what the host has by now. */
  | { readonly type: 'keepEarly'; readonly text: string }
  /** Holds a queued message while it is edited; `saveQueued` and `releaseQueued` end that. */
  | { readonly type: 'editQueued' | 'releaseQueued'; readonly clientId: string }
  | { readonly type: 'saveQueued'; readonly clientId: string; readonly text: string }
  | { readonly type: 'moveQueued'; readonly clientId: string; readonly beforeClientId: string | null }
  /** Steers the running turn with a queued message, or starts a turn with it. */
  | { readonly type: 'sendQueuedNow' | 'removeQueued'; readonly clientId: string }
  | { readonly type: 'pauseQueue' | 'resumeQueue'; readonly threadId: string }
  /** The reader came to the first turn that is shown. */
  | { readonly type: 'loadOlder'; readonly threadId: string }
  /** Forks before a turn, with what was said there in the composer (edit) or sent again (regenerate). */
  | { readonly type: 'editMessage' | 'regenerate'; readonly threadId: string; readonly turnId: string }
  /** Goes on after an interrupted turn. */
  | { readonly type: 'continueTurn'; readonly threadId: string }
  /** Shows another thread of this window: a sub-agent's, or its parent's. */
  | { readonly type: 'openThread'; readonly threadId: string }
  | { readonly type: 'setDraft'; readonly draftKey: string; readonly text: string }
  | { readonly type: 'retryMessage' | 'discardMessage'; readonly clientId: string }
  | { readonly type: 'interruptTurn'; readonly threadId: string }
  | {
      readonly type: 'answerApproval';
      readonly approvalId: string;
      readonly optionId: string;
      readonly content: ApprovalContent | null;
    }
  /** Allows what codex's own reviewer denied. */
  | { readonly type: 'approveDeniedAction'; readonly threadId: string; readonly reviewId: string }
  /** Opens the diff editor for one file of a fileChange item (or its first); with an approval pending, the review. */
  | {
      readonly type: 'openChange';
      readonly threadId: string;
      readonly turnId: string;
      readonly itemId: string;
      readonly path: string | null;
    }
  /** Puts all files back to how they were before a turn, after a preview and a question. */
  | { readonly type: 'restoreCheckpoint'; readonly threadId: string; readonly turnId: string }
  | {
      readonly type: 'openOutput';
      readonly threadId: string;
      readonly turnId: string;
      readonly itemId: string;
    }
  | {
      readonly type: 'openFile';
      readonly path: string;
      readonly line: number | null;
      readonly column: number | null;
    }
  | { readonly type: 'openExternal'; readonly url: string }
  | { readonly type: 'resolvePaths'; readonly paths: readonly string[] }
  | { readonly type: 'copyText' | 'insertText'; readonly text: string }
  | { readonly type: 'reportError'; readonly message: string; readonly stack: string }
  | { readonly type: 'runAction'; readonly action: PanelAction };
