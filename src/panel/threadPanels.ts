import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { HostToWebview } from '../shared/messages.ts';
import type { LiveStatus } from '../shared/thread/list/liveStatus.ts';
import { followStatus } from './followStatus.ts';
import { PageHost, type PageDeps } from './pageHost.ts';
import { toStoredPage } from './storedPage.ts';
import type { Surface } from './surface.ts';
import { tabTitle, withoutStatus } from './threadTexts.ts';

interface OpenTab {
  readonly panel: vscode.WebviewPanel;
  readonly page: PageHost;
}

/** The editor tabs that show threads. VS Code brings them back after a reload of the window. */
export class ThreadPanels implements vscode.WebviewPanelSerializer {
  static readonly viewType = 'codexChat.thread';
  private readonly tabs = new Map<Surface, OpenTab>();

  constructor(private readonly deps: PageDeps) {}

  /** Opens a tab, with the cursor in its composer. `fill` tells its surface what to show before the page asks. */
  open(column: vscode.ViewColumn, fill: (surface: Surface) => void): Surface {
    const surface = this.deps.surfaces.openTab(randomUUID());
    fill(surface);
    const isNew = surface.shownThreadId === null;
    const title = tabTitle({ isNew, summary: undefined, status: 'idle' });
    const panel = vscode.window.createWebviewPanel(ThreadPanels.viewType, title, column);
    const page = this.attach(panel, surface);
    // It is in front already; to reveal it once more would have VS Code draw it as a preview.
    void page.focus({ type: 'focusComposer' }, () => undefined);
    return surface;
  }

  /** VS Code brings a tab back; `state` is what its page kept. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { surfaces } = this.deps;
    const stored = toStoredPage(state);
    panel.title = withoutStatus(panel.title);
    const isKnown = stored !== null && !surfaces.hasTab(stored.surfaceId);
    this.attach(
      panel,
      isKnown ? surfaces.openTab(stored.surfaceId, stored.threadId) : surfaces.openTab(randomUUID()),
    );
  }

  /** Brings a tab up, in another column if one is named, and gives its page a message. */
  async focus(surface: Surface, message: HostToWebview, column?: vscode.ViewColumn): Promise<void> {
    const tab = this.tabs.get(surface);
    await tab?.page.focus(message, () => tab.panel.reveal(column));
  }

  /** The tab that is in front in the editor group with the focus. */
  get activeTab(): Surface | undefined {
    return [...this.tabs].find(([, { panel }]) => panel.active)?.[0];
  }

  close(surface: Surface): void {
    this.tabs.get(surface)?.panel.dispose();
  }

  private attach(panel: vscode.WebviewPanel, surface: Surface): PageHost {
    const { store, surfaces } = this.deps;
    const page = new PageHost(this.deps, surface);
    const tab = { panel, page };
    this.tabs.set(surface, tab);
    let icon: LiveStatus | undefined;
    let wasActive = panel.active;
    const parts = [
      page.attach(panel.webview),
      followStatus(store, surface, (shown) => {
        // A thread that is not read yet, or is gone, keeps the title that VS Code knows.
        if (shown.isNew || shown.summary) panel.title = tabTitle(shown);
        if (shown.status !== icon) panel.iconPath = this.iconOf(shown.status);
        icon = shown.status;
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible !== surfaces.isSurfaceVisible(surface)) page.setVisible(panel.visible);
        // Told late, it must not count again when the person has turned to another surface meanwhile.
        if (panel.active && !wasActive) surfaces.use(surface);
        wasActive = panel.active;
      }),
    ];
    panel.onDidDispose(() => {
      for (const part of parts) part.dispose();
      this.tabs.delete(surface);
      surfaces.closeTab(surface);
    });
    page.setVisible(panel.visible);
    if (panel.active) surfaces.use(surface);
    return page;
  }

  private iconOf(status: LiveStatus): { light: vscode.Uri; dark: vscode.Uri } {
    const file = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.deps.extensionUri, 'media', 'status', `${status}-${theme}.svg`);
    return { light: file('light'), dark: file('dark') };
  }
}
