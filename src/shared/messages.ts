import type { AppEvent, AppState } from './appState.ts';
import type { ApprovalContent } from './approvals/approvalState.ts';

/** What one surface (the sidebar view; later also editor tabs) shows. */
export interface SurfaceState {
  /** Projected: `threads` holds the shown thread only. */
  readonly app: AppState;
  /** null: a new thread, not started before its first message. */
  readonly threadId: string | null;
  /** Stays the same when a new thread gets its id, so that what is being typed meanwhile is kept. */
  readonly draftKey: string;
  readonly draft: string;
  readonly sendWith: 'enter' | 'modifierEnter';
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
  | { readonly type: 'submit'; readonly threadId: string | null; readonly text: string }
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
