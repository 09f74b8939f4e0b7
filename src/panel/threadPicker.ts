import * as vscode from 'vscode';
import { escapeIcons } from '../approvals/escapeLabels.ts';
import { revealedText } from '../approvals/revealedText.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { isDelta } from '../shared/thread/isDelta.ts';
import { groupByDay } from '../shared/thread/list/groupByDay.ts';
import type { LiveStatus } from '../shared/thread/list/liveStatus.ts';
import { keepShown } from '../shared/thread/list/threadPages.ts';
import type { ThreadRow } from '../shared/thread/list/threadRow.ts';
import type { ThreadList } from '../threads/threadList.ts';
import { initialScope, toThreadQuery, type ThreadScope } from './threadScope.ts';
import { dayText, detailText, statusIcon, titleText } from './threadTexts.ts';

/** The command of a thread that was picked to be shown. */
export const openCommand = 'codexChat.thread.open';

interface ThreadPick extends vscode.QuickPickItem {
  /** What accepting it does: open a thread, load the next page, or nothing. */
  readonly row?: ThreadRow;
  readonly isMore?: boolean;
}

interface ThreadButton extends vscode.QuickInputButton {
  readonly command: string;
}

export interface ThreadPickerDeps {
  /** Of its own: a query and a place in the pages. */
  readonly list: ThreadList;
  statusOf(row: ThreadRow): LiveStatus;
  readonly store: Store<AppState, AppEvent>;
  /** Whether a surface shows the thread. */
  isShown(threadId: string): boolean;
  /** Folders below the opened ones that threads work in. */
  usedFolders(): readonly string[];
  now(): Date;
}

/** What was picked: a thread, and the command to run with its id. */
export interface PickedThread {
  readonly threadId: string;
  readonly command: string;
}

/** A quick pick draws `$(name)` as an icon; what a model wrote is text. */
function plain(text: string): string {
  return escapeIcons(revealedText(text));
}

/** Whether VS Code is sure to show an item for what was typed: its own filter lets a few more through. */
function isMatch({ label, description = '', detail = '', alwaysShow }: ThreadPick, typed: string): boolean {
  const text = typed.trim().toLowerCase();
  return (
    alwaysShow === true || [label, description, detail].some((part) => part.toLowerCase().includes(text))
  );
}

function itemButtons(isArchived: boolean): ThreadButton[] {
  const button = (icon: string, tooltip: string, command: string): ThreadButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    command: `codexChat.thread.${command}`,
  });
  return [
    button('edit', vscode.l10n.t('Rename…'), 'rename'),
    isArchived
      ? button('discard', vscode.l10n.t('Unarchive'), 'unarchive')
      : button('archive', vscode.l10n.t('Archive'), 'archive'),
    button('trash', vscode.l10n.t('Delete…'), 'delete'),
  ];
}

/**
 * Lets the user pick one of the stored threads, and what to do with it: open, rename, archive or delete. What is known
 * is filtered with every letter typed, while codex searches. Resolves with undefined when it was dismissed.
 */
export async function pickThread(deps: ThreadPickerDeps): Promise<PickedThread | undefined> {
  const { list } = deps;
  const picker = vscode.window.createQuickPick<ThreadPick>();
  let scope: ThreadScope = initialScope;
  /** Rows of this scope whatever was searched for: typing filters them at once. */
  let known: readonly ThreadRow[] = [];
  let picked: PickedThread | undefined;
  /** The thread that Enter would open, and what was typed when it became so. */
  let active: { readonly threadId: string; readonly value: string } | undefined;

  const toPick = (row: ThreadRow): ThreadPick => {
    const shown = deps.isShown(row.id) ? vscode.l10n.t('shown') : '';
    const status = deps.statusOf(row);
    return {
      row,
      label: plain(titleText(row)),
      description: [plain(detailText(row, status, scope.isAll)), shown].filter(Boolean).join(' · '),
      iconPath: statusIcon(status),
      buttons: itemButtons(scope.isArchived),
      ...(row.snippet !== null && { detail: plain(row.snippet.replaceAll(/\s+/g, ' ')) }),
      // Codex found the words in it, though perhaps not in what is shown here.
      alwaysShow: scope.searchTerm !== '' && row.snippet !== null,
    };
  };
  const toPicks = (): ThreadPick[] => {
    const rows = keepShown(known, list.rows);
    known = rows.map((row) => ({ ...row, snippet: null }));
    const picks = groupByDay(rows, deps.now()).flatMap(({ group, rows }): ThreadPick[] => [
      { label: dayText(group), kind: vscode.QuickPickItemKind.Separator },
      ...rows.map(toPick),
    ]);
    if (list.error) return [{ label: `$(error) ${plain(list.error.message)}`, alwaysShow: true }, ...picks];
    if (list.hasMore) picks.push({ label: vscode.l10n.t('Load more…'), isMore: true, alwaysShow: true });
    return picks;
  };
  const allButton = (): vscode.QuickInputButton => ({
    iconPath: new vscode.ThemeIcon(scope.isAll ? 'folder-opened' : 'globe'),
    tooltip: scope.isAll
      ? vscode.l10n.t('Show Threads of This Workspace')
      : vscode.l10n.t('Show Threads of All Folders'),
  });
  const archivedButton = (): vscode.QuickInputButton => ({
    iconPath: new vscode.ThemeIcon(scope.isArchived ? 'comment-discussion' : 'archive'),
    tooltip: scope.isArchived
      ? vscode.l10n.t('Hide Archived Threads')
      : vscode.l10n.t('Show Archived Threads'),
  });
  const statuses = (): string => list.rows.map((row) => deps.statusOf(row)).join();
  let shownStatuses = '';
  const render = (): void => {
    shownStatuses = statuses();
    // Of what was typed since nothing is active yet here: VS Code makes the first match so, and that stays.
    const activeId = active?.value === picker.value ? active.threadId : undefined;
    picker.items = toPicks();
    const again = picker.items.find(({ row }) => row !== undefined && row.id === activeId);
    // News of what was active before the last letters can come after them: then it is not shown, and none would be active.
    if (again && isMatch(again, picker.value)) picker.activeItems = [again];
    picker.busy = list.isLoading;
    picker.placeholder =
      list.rows.length > 0 || list.isLoading
        ? vscode.l10n.t('Search titles and messages')
        : vscode.l10n.t('No threads here. Send a message to start one.');
  };
  const setScope = async (change: Partial<ThreadScope>): Promise<void> => {
    if (change.searchTerm === undefined) known = [];
    const next = { ...scope, ...change };
    scope = next;
    picker.title = [
      scope.isArchived ? vscode.l10n.t('Archived threads') : vscode.l10n.t('Threads'),
      scope.isAll ? vscode.l10n.t('All folders') : vscode.l10n.t('This workspace'),
    ].join(' · ');
    picker.buttons = [allButton(), archivedButton()];
    const query = await toThreadQuery(next, deps.usedFolders());
    if (scope === next) list.setQuery(query);
  };

  picker.matchOnDetail = true;
  picker.matchOnDescription = true;
  picker.keepScrollPosition = true;
  const subscriptions = [
    list.onDidChange(render),
    new vscode.Disposable(
      deps.store.subscribe(({ events }) => {
        if (!events.every(isDelta) && statuses() !== shownStatuses) render();
      }),
    ),
    picker.onDidChangeActive(([item]) => {
      active = item?.row && { threadId: item.row.id, value: picker.value };
    }),
    picker.onDidChangeValue((value) => void setScope({ searchTerm: value })),
    picker.onDidTriggerButton((button) => {
      const isAllButton = button === picker.buttons[0];
      void setScope(isAllButton ? { isAll: !scope.isAll } : { isArchived: !scope.isArchived });
    }),
    picker.onDidTriggerItemButton(({ button, item }) => {
      if (item.row) picked = { threadId: item.row.id, command: (button as ThreadButton).command };
      picker.hide();
    }),
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item?.isMore) void list.loadMore();
      if (!item?.row) return;
      picked = { threadId: item.row.id, command: openCommand };
      picker.hide();
    }),
  ];
  const hidden = new Promise<void>((resolve) => subscriptions.push(picker.onDidHide(() => resolve())));
  picker.show();
  await setScope({});
  list.setActive(true);
  render();
  await hidden;
  list.setActive(false);
  for (const subscription of subscriptions) subscription.dispose();
  picker.dispose();
  return picked;
}
