import * as vscode from 'vscode';
import { revealedText } from '../approvals/revealedText.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store, StoreChange } from '../shared/store.ts';
import { isDelta } from '../shared/thread/isDelta.ts';
import { groupByDay, type DayGroup } from '../shared/thread/list/groupByDay.ts';
import type { LiveStatus } from '../shared/thread/list/liveStatus.ts';
import type { ThreadOrigin, ThreadRow } from '../shared/thread/list/threadRow.ts';
import type { ThreadList } from '../threads/threadList.ts';
import { initialScope, toThreadQuery, type ThreadScope } from './threadScope.ts';
import { dayText, detailText, originLabel, statusIcon, titleText, tooltipText } from './threadTexts.ts';

export type ThreadNode =
  | { readonly kind: 'day'; readonly group: DayGroup; readonly rows: readonly ThreadRow[] }
  | { readonly kind: 'thread'; readonly row: ThreadRow; readonly status: LiveStatus }
  | { readonly kind: 'more' };

export interface ThreadsViewDeps {
  readonly list: ThreadList;
  readonly store: Store<AppState, AppEvent>;
  statusOf(row: ThreadRow): LiveStatus;
  /** Folders below the opened ones that threads work in. */
  usedFolders(): readonly string[];
  now(): Date;
}

const viewId = 'codexChat.threads';
const allOrigins: readonly ThreadOrigin[] = ['editor', 'cli', 'exec', 'other'];

/** The native view of stored threads, grouped by day. codex is asked only while it is visible. */
export class ThreadsView implements vscode.TreeDataProvider<ThreadNode> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<ThreadNode>;
  private readonly subscriptions: vscode.Disposable;
  private scope = initialScope;
  private shownStatuses = '';
  private shown = '';

  constructor(private readonly deps: ThreadsViewDeps) {
    const { list, store } = deps;
    this.view = vscode.window.createTreeView(viewId, { treeDataProvider: this });
    this.subscriptions = vscode.Disposable.from(
      this.view,
      this.changed,
      list.onDidChange(() => this.render()),
      { dispose: store.subscribe((change) => this.handleChange(change)) },
      this.view.onDidChangeVisibility(({ visible }) => (visible ? void this.show() : list.setActive(false))),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.apply()),
      // Before that codex was not to be started.
      vscode.workspace.onDidGrantWorkspaceTrust(() => void list.refresh()),
    );
    if (this.view.visible) void this.show();
  }

  /** Changes which threads are listed. */
  async setScope(change: Partial<ThreadScope>): Promise<void> {
    this.scope = { ...this.scope, ...change };
    const { isAll, isArchived, origins, searchTerm } = this.scope;
    const keys = { all: isAll, archived: isArchived, searching: searchTerm !== '' };
    for (const [key, value] of Object.entries(keys))
      void vscode.commands.executeCommand('setContext', `${viewId}.${key}`, value);
    this.view.description = [
      isAll ? vscode.l10n.t('All folders') : '',
      isArchived ? vscode.l10n.t('Archived') : '',
      ...(origins ?? []).map(originLabel),
      searchTerm === '' ? '' : `“${revealedText(searchTerm)}”`,
    ]
      .filter(Boolean)
      .join(' · ');
    await this.apply();
  }

  /** Asks for words and lists the threads that have them in their title or their messages. */
  async search(): Promise<void> {
    const searchTerm = await vscode.window.showInputBox({
      title: vscode.l10n.t('Search Threads'),
      prompt: vscode.l10n.t('Words of a title or a message'),
      value: this.scope.searchTerm,
    });
    if (searchTerm === undefined) return;
    await this.setScope({ searchTerm: searchTerm.trim() });
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** Asks where the listed threads were started. All chosen, or none, is no filter. */
  async filterOrigins(): Promise<void> {
    const items = allOrigins.map((origin) => ({
      label: originLabel(origin),
      picked: this.scope.origins?.includes(origin) ?? true,
      origin,
    }));
    const title = vscode.l10n.t('Show Threads Started By');
    const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
    if (!picked) return;
    const origins = picked.map(({ origin }) => origin);
    const isFilter = origins.length > 0 && origins.length < allOrigins.length;
    await this.setScope({ origins: isFilter ? origins : null });
  }

  getChildren(node?: ThreadNode): ThreadNode[] {
    const toNode = (row: ThreadRow): ThreadNode => ({
      kind: 'thread',
      row,
      status: this.deps.statusOf(row),
    });
    if (node) return node.kind === 'day' ? node.rows.map(toNode) : [];
    const { list, now } = this.deps;
    const days = groupByDay(list.rows, now()).map((day): ThreadNode => ({ kind: 'day', ...day }));
    return list.hasMore ? [...days, { kind: 'more' }] : days;
  }

  getTreeItem(node: ThreadNode): vscode.TreeItem {
    switch (node.kind) {
      case 'day': {
        const item = new vscode.TreeItem(dayText(node.group), vscode.TreeItemCollapsibleState.Expanded);
        item.id = `day:${node.group}`;
        return item;
      }
      case 'thread':
        return this.threadItem(node, node.row, node.status);
      case 'more': {
        const item = new vscode.TreeItem(vscode.l10n.t('Load more…'));
        item.id = 'more';
        item.iconPath = new vscode.ThemeIcon('ellipsis');
        item.command = { title: vscode.l10n.t('Load more…'), command: `${viewId}.loadMore` };
        return item;
      }
      default:
        return node satisfies never;
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private threadItem(node: ThreadNode, row: ThreadRow, status: LiveStatus): vscode.TreeItem {
    const { isAll, isArchived } = this.scope;
    const item = new vscode.TreeItem(titleText(row));
    const detail = detailText(row, status, isAll);
    item.id = row.id;
    item.description = detail;
    item.tooltip = tooltipText(row, status);
    item.iconPath = isArchived && status === 'idle' ? new vscode.ThemeIcon('archive') : statusIcon(status);
    item.contextValue = isArchived ? 'archivedThread' : 'thread';
    item.command = {
      title: vscode.l10n.t('Open'),
      command: 'codexChat.thread.open',
      arguments: [node],
    };
    item.accessibilityInformation = {
      label: [titleText(row), detail, dayText(groupByDay([row], this.deps.now())[0]?.group ?? 'older')]
        .filter(Boolean)
        .join(', '),
    };
    return item;
  }

  private async show(): Promise<void> {
    await this.apply();
    this.deps.list.setActive(this.view.visible);
  }

  private async apply(): Promise<void> {
    const { scope } = this;
    const query = await toThreadQuery(scope, this.deps.usedFolders());
    if (scope === this.scope) this.deps.list.setQuery(query);
  }

  /** Statuses follow the state; a stream of deltas changes none. */
  private handleChange({ events }: StoreChange<AppState, AppEvent>): void {
    if (!this.view.visible || events.every(isDelta)) return;
    if (events.some(({ method }) => method === 'host/folderTaken')) void this.apply();
    if (this.statuses() !== this.shownStatuses) this.render();
  }

  private statuses(): string {
    return this.deps.list.rows.map((row) => this.deps.statusOf(row)).join();
  }

  private render(): void {
    this.shownStatuses = this.statuses();
    const message = this.message();
    // Absent, not empty: an empty message keeps its place.
    if (message !== this.view.message) this.view.message = message;
    const { rows, hasMore } = this.deps.list;
    const day = this.deps.now().toDateString();
    const shown = JSON.stringify([rows, this.shownStatuses, hasMore, this.scope, day]);
    // A row that is drawn again has no menu for a moment: not for nothing.
    if (shown === this.shown) return;
    this.shown = shown;
    this.changed.fire();
  }

  private message(): string | undefined {
    const { list } = this.deps;
    if (list.error)
      return vscode.l10n.t('The threads cannot be listed: {0}', revealedText(list.error.message));
    if (list.rows.length > 0) return undefined;
    if (list.isLoading) return vscode.l10n.t('Loading…');
    if (this.scope.searchTerm !== '')
      return vscode.l10n.t('No thread has “{0}” in it.', revealedText(this.scope.searchTerm));
    if (this.scope.isArchived) return vscode.l10n.t('No archived threads.');
    return vscode.l10n.t('No threads yet. Send a message in the chat to start one.');
  }
}
