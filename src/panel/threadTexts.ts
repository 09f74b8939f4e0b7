import { basename } from 'node:path';
import * as vscode from 'vscode';
import { revealedText } from '../approvals/revealedText.ts';
import { cutText } from '../shared/text/cutText.ts';
import type { DayGroup } from '../shared/thread/list/groupByDay.ts';
import type { LiveStatus } from '../shared/thread/list/liveStatus.ts';
import type { ThreadOrigin, ThreadRow } from '../shared/thread/list/threadRow.ts';
import type { ThreadSummary } from '../shared/thread/threadState.ts';
import { threadTitle } from '../shared/thread/threadSummary.ts';
import type { ShownThread } from './followStatus.ts';

const titleChars = 100;
const tabTitleChars = 40;

/** The thread's title on one line, safe to show: it may be the model's words. */
export function titleText(summary: ThreadSummary | undefined): string {
  return revealedText(cutText(threadTitle(summary), titleChars)) || vscode.l10n.t('Untitled thread');
}

/** What an editor tab that shows a thread is called. The status is in words, since an icon alone tells not everybody. */
export function tabTitle({ isNew, summary, status }: ShownThread): string {
  const title = isNew ? vscode.l10n.t('New Thread') : titleText(summary);
  const cut = cutText(title, tabTitleChars);
  return status === 'idle' ? cut : vscode.l10n.t('{0} ({1})', cut, statusText(status));
}

/** A title that `tabTitle` gave, without the status: a tab that VS Code brings back has that of the last window. */
export function withoutStatus(title: string): string {
  const statuses: readonly LiveStatus[] = ['waitingForYou', 'running', 'failed', 'unread'];
  const ends = statuses.map((status) => vscode.l10n.t('{0} ({1})', '', statusText(status)));
  const end = ends.find((each) => title.endsWith(each));
  return end ? title.slice(0, -end.length) : title;
}

/** The heading of a group of threads. */
export function dayText(group: DayGroup): string {
  const texts: Readonly<Record<DayGroup, string>> = {
    today: vscode.l10n.t('Today'),
    yesterday: vscode.l10n.t('Yesterday'),
    thisWeek: vscode.l10n.t('This Week'),
    thisMonth: vscode.l10n.t('This Month'),
    older: vscode.l10n.t('Older'),
  };
  return texts[group];
}

/** What a status icon says in words; '' for a thread in which nothing happens. */
export function statusText(status: LiveStatus): string {
  const texts: Readonly<Record<LiveStatus, string>> = {
    waitingForYou: vscode.l10n.t('waiting for you'),
    running: vscode.l10n.t('running'),
    unreadable: vscode.l10n.t('could not be loaded'),
    failed: vscode.l10n.t('failed'),
    unread: vscode.l10n.t('unread'),
    idle: '',
  };
  return texts[status];
}

/** The icon of a status, by its name among VS Code's own and the colour it is drawn in. */
export function statusIcon(status: LiveStatus): vscode.ThemeIcon {
  switch (status) {
    case 'waitingForYou':
      return new vscode.ThemeIcon('bell-dot', new vscode.ThemeColor('notificationsWarningIcon.foreground'));
    case 'running':
      return new vscode.ThemeIcon('loading~spin');
    case 'unreadable':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('notificationsWarningIcon.foreground'));
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('notificationsErrorIcon.foreground'));
    case 'unread':
      return new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor('notificationsInfoIcon.foreground'));
    case 'idle':
      return new vscode.ThemeIcon('comment');
    default:
      return status satisfies never;
  }
}

/** The origin of threads as a choice. */
export function originLabel(origin: ThreadOrigin): string {
  const texts: Readonly<Record<ThreadOrigin, string>> = {
    editor: vscode.l10n.t('Editors'),
    cli: vscode.l10n.t('The terminal'),
    exec: vscode.l10n.t('codex exec'),
    other: vscode.l10n.t('Other programs'),
  };
  return texts[origin];
}

function originText(origin: ThreadOrigin): string {
  const texts: Readonly<Record<ThreadOrigin, string>> = {
    editor: '',
    cli: vscode.l10n.t('from the terminal'),
    exec: vscode.l10n.t('from codex exec'),
    other: vscode.l10n.t('from another program'),
  };
  return texts[origin];
}

/** What stands beside a title: status, origin and, with `showFolder`, the name of the thread's folder. */
export function detailText(row: ThreadRow, status: LiveStatus, showFolder: boolean): string {
  const folder = showFolder ? revealedText(basename(row.cwd)) : '';
  return [statusText(status), originText(row.origin), folder].filter(Boolean).join(' · ');
}

/** All that is known of a thread, a fact per line. */
export function tooltipText(row: ThreadRow, status: LiveStatus): string {
  const facts = [
    titleText(row),
    statusText(status),
    originText(row.origin),
    row.cwd,
    row.model ?? '',
    new Date(row.recencyMs).toLocaleString(vscode.env.language),
    row.snippet ? `“${row.snippet}”` : '',
  ];
  return facts.filter(Boolean).map(revealedText).join('\n');
}
