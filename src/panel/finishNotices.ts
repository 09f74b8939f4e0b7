import * as vscode from 'vscode';
import { escapeLinks } from '../approvals/escapeLabels.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { finishedTurn, type FinishedTurn } from '../shared/thread/finishedTurn.ts';
import { titleText } from './threadTexts.ts';

export interface FinishNoticeDeps {
  readonly store: Store<AppState, AppEvent>;
  readNotify(): 'whenHidden' | 'off';
  /** Whether a person can see the thread in this window. */
  isVisible(threadId: string): boolean;
  /** Shows the thread where it belongs, with the focus. */
  open(threadId: string): Promise<void>;
  readonly log: { error(message: string, error: unknown): void };
}

/**
 * Tells by a notification when a thread that nobody sees is done, with the way to it. Not when the person stopped it,
 * and not while its queue goes on. A notification cannot be closed by code, so there is one for a thread at a time.
 * Returns the end of it.
 */
export function createFinishNotices(deps: FinishNoticeDeps): () => void {
  const { store, log } = deps;
  const open = new Set<string>();

  async function tell({ threadId, outcome }: FinishedTurn): Promise<void> {
    const show = vscode.l10n.t('Open');
    const title = escapeLinks(titleText(store.getState().summaries[threadId]));
    open.add(threadId);
    try {
      const picked =
        outcome === 'failed'
          ? await vscode.window.showWarningMessage(vscode.l10n.t('Codex failed: {0}', title), show)
          : await vscode.window.showInformationMessage(vscode.l10n.t('Codex finished: {0}', title), show);
      if (picked === show) await deps.open(threadId);
    } finally {
      open.delete(threadId);
    }
  }

  return store.subscribe(({ events, state }) => {
    for (const event of events) {
      const finished = finishedTurn(state, event);
      if (!finished || finished.outcome === 'interrupted' || finished.goesOn) continue;
      const { threadId } = finished;
      if (deps.readNotify() === 'off' || deps.isVisible(threadId) || open.has(threadId)) continue;
      tell(finished).catch((error: unknown) => log.error('A notification failed', error));
    }
  });
}
