import * as vscode from 'vscode';
import type { AppState } from '../shared/appState.ts';
import type { HostToWebview } from '../shared/messages.ts';
import { followStatus } from './followStatus.ts';
import { PageHost, type PageDeps } from './pageHost.ts';
import { statusText } from './threadTexts.ts';

/** The sidebar view: its page, its badge and what it says of its thread. */
export class ChatViewProvider implements vscode.WebviewViewProvider {
  static readonly viewId = 'codexChat.view';
  private readonly page: PageHost;
  private view: vscode.WebviewView | undefined;

  constructor(private readonly deps: PageDeps) {
    this.page = new PageHost(deps, deps.surfaces.sidebar);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { store, surfaces } = this.deps;
    this.view = view;
    const parts = [
      this.page.attach(view.webview),
      { dispose: store.subscribe(({ state }) => this.showBadge(state)) },
      followStatus(store, surfaces.sidebar, ({ status }) => {
        view.description = statusText(status);
      }),
      view.onDidChangeVisibility(() => this.page.setVisible(view.visible)),
    ];
    view.onDidDispose(() => {
      this.page.setVisible(false);
      this.view = undefined;
      for (const part of parts) part.dispose();
    });
    this.showBadge(store.getState());
    this.page.setVisible(true);
  }

  /** Brings the view up and gives its page a message. Only ever on the user's command. */
  focus(message: HostToWebview): Promise<void> {
    return this.page.focus(message, () => vscode.commands.executeCommand(`${ChatViewProvider.viewId}.focus`));
  }

  private showBadge({ approvals }: AppState): void {
    if (!this.view) return;
    const value = approvals.filter(({ status }) => status === 'pending').length;
    const known = this.view.badge?.value ?? 0;
    if (value === known) return;
    const tooltip =
      value === 1 ? vscode.l10n.t('1 approval needed') : vscode.l10n.t('{0} approvals needed', value);
    this.view.badge = value === 0 ? undefined : { value, tooltip };
  }
}
