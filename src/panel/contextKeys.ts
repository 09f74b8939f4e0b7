import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { activeTurn } from '../shared/thread/activeTurn.ts';
import type { Surface } from './surface.ts';

/**
 * Keeps the `when` keys of our commands true: `codexChat.approvalPending` (in any thread) and `codexChat.turnRunning`
 * (in the shown one). Returns the end of it.
 */
export function maintainContextKeys(store: Store<AppState, AppEvent>, surface: Surface): () => void {
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
    const shownId = Object.keys(threads).length > 0 ? surface.shownThreadId : null;
    set('codexChat.turnRunning', shownId !== null && activeTurn(threads[shownId]) !== undefined);
  }

  const unsubscribe = store.subscribe(update);
  const listener = surface.onDidChange(update);
  return () => {
    unsubscribe();
    listener.dispose();
  };
}
