import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { activeTurn } from '../shared/thread/activeTurn.ts';
import type { Surfaces } from './surfaces.ts';

/**
 * Keeps the `when` keys of our commands true: `codexChat.approvalPending` (in any thread), `codexChat.turnRunning` (in
 * the thread that commands mean) and `codexChat.focused` (on any page of ours). Returns the end of it.
 */
export function maintainContextKeys(store: Store<AppState, AppEvent>, surfaces: Surfaces): () => void {
  const known = new Map<string, boolean>();
  function set(key: string, value: boolean): void {
    if ((known.get(key) ?? false) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }

  function update(): void {
    const { approvals, threads } = store.getState();
    set(
      'codexChat.approvalPending',
      approvals.some(({ status }) => status === 'pending'),
    );
    // What is shown is on the disk until it is asked for; before a thread is open nothing runs.
    const shownId = Object.keys(threads).length > 0 ? surfaces.active.shownThreadId : null;
    set('codexChat.turnRunning', shownId !== null && activeTurn(threads[shownId]) !== undefined);
    // VS Code's own `focusedView` does not know when a webview has the focus.
    set('codexChat.focused', surfaces.isAnyFocused);
  }

  const unsubscribe = store.subscribe(update);
  const listener = surfaces.onDidChange(update);
  return () => {
    unsubscribe();
    listener.dispose();
  };
}
