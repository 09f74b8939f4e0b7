import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';

/** Keeps the `when` keys of our commands true: `codexChat.approvalPending`. Returns the end of it. */
export function maintainContextKeys(store: Store<AppState, AppEvent>): () => void {
  let known = false;
  return store.subscribe(({ state }) => {
    const pending = state.approvals.some(({ status }) => status === 'pending');
    if (pending === known) return;
    known = pending;
    void vscode.commands.executeCommand('setContext', 'codexChat.approvalPending', pending);
  });
}
