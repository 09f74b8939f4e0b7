import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { HostToWebview } from '../shared/messages.ts';
import type { Store } from '../shared/store.ts';
import { panelHtml } from './html.ts';
import type { Intent, IntentPage } from './intents.ts';
import { isWebviewMessage } from './isWebviewMessage.ts';
import { schedule } from './schedule.ts';
import type { Surface } from './surface.ts';
import type { Surfaces } from './surfaces.ts';
import { WebviewSession } from './webviewSession.ts';

/** Two frames: what a page has been sent is drawn. */
const drawMs = 32;

export interface PageDeps {
  readonly extensionUri: vscode.Uri;
  readonly store: Store<AppState, AppEvent>;
  readonly surfaces: Surfaces;
  readonly log: vscode.LogOutputChannel;
  handleIntent(intent: Intent, page: IntentPage): void;
  /** Whether messages can be written on the surface, as far as it is known. */
  hasComposer(surface: Surface): boolean;
  /** The page came up, or came back: its thread is to be there. */
  onShown(surface: Surface): void;
}

/** The page of one surface, in a view or in an editor tab: gives it its document and feeds it while it is visible. */
export class PageHost implements IntentPage {
  private webview: vscode.Webview | undefined;
  private session: WebviewSession | undefined;
  private focusWhenReady: HostToWebview | undefined;

  constructor(
    private readonly deps: PageDeps,
    readonly surface: Surface,
  ) {}

  /** Makes the page of a webview that VS Code has just given. Returns the end of it. */
  attach(webview: vscode.Webview): vscode.Disposable {
    const builtPage = vscode.Uri.joinPath(this.deps.extensionUri, 'dist', 'webview');
    this.webview = webview;
    webview.options = { enableScripts: true, localResourceRoots: [builtPage] };
    const listeners = [
      webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      this.surface.onDidChange(() => this.session?.showSurface()),
    ];
    webview.html = panelHtml(webview, builtPage, this.deps.hasComposer(this.surface));
    return new vscode.Disposable(() => {
      this.endSession();
      this.webview = undefined;
      for (const listener of listeners) listener.dispose();
    });
  }

  /** A hidden page is gone, and every message sent to it. */
  setVisible(isVisible: boolean): void {
    if (!isVisible) this.endSession();
    this.deps.surfaces.setVisible(this.surface, isVisible);
    if (isVisible) this.deps.onShown(this.surface);
  }

  /** Brings the page up and gives it the message. Only ever on the user's command. */
  async focus(message: HostToWebview, bringUp: () => PromiseLike<unknown> | void): Promise<void> {
    this.focusWhenReady = message;
    // What is coming comes first: while VS Code moves the focus, the page cannot draw it.
    if (await this.session?.sent()) await new Promise<void>((resolve) => schedule(resolve, drawMs));
    await bringUp();
    if (!this.session || !this.focusWhenReady) return;
    this.focusWhenReady = undefined;
    this.post(message);
  }

  post(message: HostToWebview): void {
    void this.webview?.postMessage(message);
  }

  private receive(message: unknown): void {
    const { surfaces, log } = this.deps;
    if (!isWebviewMessage(message)) {
      log.warn('Dropped a message of the page that is not of the contract');
    } else if (message.type === 'ready') {
      this.startSession();
    } else if (message.type === 'resync') {
      log.debug('The page lost count: sending a snapshot');
      this.session?.sendSnapshot();
    } else if (message.type === 'pageFocused' || message.type === 'pageBlurred') {
      surfaces.setFocused(this.surface, message.type === 'pageFocused');
    } else if (message.type !== 'loadOlder' || !this.session?.showOlder(message.threadId)) {
      // What a button does may go by the active surface.
      if (message.type === 'runAction') surfaces.use(this.surface);
      this.deps.handleIntent(message, this);
    }
  }

  private startSession(): void {
    this.endSession();
    this.session = new WebviewSession({
      store: this.deps.store,
      project: () => this.surface.project(),
      post: (message) => this.post(message),
      newEpoch: randomUUID,
      loadAhead: (threadId) => this.deps.handleIntent({ type: 'loadOlder', threadId }, this),
      schedule,
    });
    if (this.focusWhenReady) this.post(this.focusWhenReady);
    this.focusWhenReady = undefined;
  }

  private endSession(): void {
    this.deps.surfaces.setFocused(this.surface, false);
    this.session?.dispose();
    this.session = undefined;
  }
}
