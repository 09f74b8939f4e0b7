import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { HostToWebview } from '../shared/messages.ts';
import type { Store } from '../shared/store.ts';
import { panelHtml } from './html.ts';
import type { Intent } from './intents.ts';
import { isWebviewMessage } from './isWebviewMessage.ts';
import type { Surface } from './surface.ts';
import { WebviewSession } from './webviewSession.ts';

export interface ChatViewDeps {
  readonly extensionUri: vscode.Uri;
  readonly store: Store<AppState, AppEvent>;
  readonly surface: Surface;
  readonly log: vscode.LogOutputChannel;
  handleIntent(intent: Intent): void;
  /** The view came up, or came back: the first use of the extension in this window. */
  onShown(): void;
}

/** The sidebar view: gives the page its document and feeds it while it is visible. */
export class ChatViewProvider implements vscode.WebviewViewProvider {
  static readonly viewId = 'codexChat.view';
  private readonly hidden = new vscode.EventEmitter<void>();
  /** The view is not visible any more. */
  readonly onDidHide = this.hidden.event;
  private view: vscode.WebviewView | undefined;
  private session: WebviewSession | undefined;
  private focusWhenReady: HostToWebview | undefined;

  constructor(private readonly deps: ChatViewDeps) {}

  get isVisible(): boolean {
    return this.view?.visible ?? false;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const builtPage = vscode.Uri.joinPath(this.deps.extensionUri, 'dist', 'webview');
    this.view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: [builtPage] };
    const listeners = [
      view.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      this.deps.surface.onDidChange(() => this.session?.sendSnapshot()),
      { dispose: this.deps.store.subscribe(({ state }) => this.showBadge(state)) },
      // A hidden view loses its page and every message sent to it.
      view.onDidChangeVisibility(() => {
        if (view.visible) this.deps.onShown();
        else this.handleHidden();
      }),
    ];
    view.onDidDispose(() => {
      this.endSession();
      this.view = undefined;
      for (const listener of listeners) listener.dispose();
    });
    view.webview.html = panelHtml(view.webview, builtPage);
    this.showBadge(this.deps.store.getState());
    this.deps.onShown();
  }

  /** Brings the view up and puts the cursor into the composer. Only ever on the user's command. */
  focusComposer(): Promise<void> {
    return this.focus({ type: 'focusComposer' });
  }

  /** Brings the view up and focuses the card of an approval of the shown thread. Only ever on the user's command. */
  focusApproval(approvalId: string): Promise<void> {
    return this.focus({ type: 'focusApproval', approvalId });
  }

  post(message: HostToWebview): void {
    void this.view?.webview.postMessage(message);
  }

  private handleHidden(): void {
    this.endSession();
    this.hidden.fire();
  }

  private receive(message: unknown): void {
    if (!isWebviewMessage(message)) {
      this.deps.log.warn('Dropped a message of the page that is not of the contract');
    } else if (message.type === 'ready') {
      this.startSession();
    } else if (message.type === 'resync') {
      this.deps.log.debug('The page lost count: sending a snapshot');
      this.session?.sendSnapshot();
    } else if (message.type === 'pageFocused' || message.type === 'pageBlurred') {
      this.setFocused(message.type === 'pageFocused');
    } else if (message.type !== 'loadOlder' || !this.session?.showOlder(message.threadId)) {
      this.deps.handleIntent(message);
    }
  }

  private startSession(): void {
    this.endSession();
    const { store, surface } = this.deps;
    this.session = new WebviewSession(
      store,
      () => surface.project(),
      (message) => this.post(message),
      randomUUID,
    );
    if (this.focusWhenReady) this.post(this.focusWhenReady);
    this.focusWhenReady = undefined;
  }

  private async focus(message: HostToWebview): Promise<void> {
    this.focusWhenReady = message;
    await vscode.commands.executeCommand(`${ChatViewProvider.viewId}.focus`);
    if (!this.session || !this.focusWhenReady) return;
    this.focusWhenReady = undefined;
    this.post(message);
  }

  /** For the `when` of our keys: VS Code's own `focusedView` does not know when a webview has the focus. */
  private setFocused(focused: boolean): void {
    void vscode.commands.executeCommand('setContext', 'codexChat.focused', focused);
  }

  private endSession(): void {
    if (this.session) this.setFocused(false);
    this.session?.dispose();
    this.session = undefined;
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
