import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';

/** Shows in the status bar how many approvals wait, of all threads; nothing while none does. Leads to the inbox. */
export function createInboxStatusBar(store: Store<AppState, AppEvent>): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('codexChat.inbox', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('Codex: Pending Approvals');
  item.command = 'codexChat.showInbox';
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  let known = 0;

  const unsubscribe = store.subscribe(({ state }) => {
    const count = state.approvals.filter(({ status }) => status === 'pending').length;
    if (count === known) return;
    known = count;
    if (count === 0) {
      item.hide();
      return;
    }
    const label =
      count === 1
        ? vscode.l10n.t('Codex: 1 approval waits for you')
        : vscode.l10n.t('Codex: {0} approvals wait for you', count);
    item.text = `$(bell-dot) ${vscode.l10n.t('Codex: {0} waiting', count)}`;
    item.tooltip = label;
    item.accessibilityInformation = { label, role: 'button' };
    item.show();
  });
  return vscode.Disposable.from(item, { dispose: unsubscribe });
}
