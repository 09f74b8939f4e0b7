import * as vscode from 'vscode';
import { escapeIcons } from '../approvals/escapeLabels.ts';
import type { AppState } from '../shared/appState.ts';
import { threadTitle } from '../shared/thread/threadSummary.ts';

interface ThreadPick extends vscode.QuickPickItem {
  readonly threadId: string;
}

function describeStatus(state: AppState, threadId: string): string {
  if (state.approvals.some((approval) => approval.threadId === threadId))
    return vscode.l10n.t('waiting for you');
  const turn = state.threads[threadId]?.turns.at(-1);
  if (turn?.status === 'inProgress') return vscode.l10n.t('running');
  return turn?.status === 'failed' ? vscode.l10n.t('failed') : '';
}

/** Lets the user pick one of this window's threads, newest first. Returns undefined when dismissed. */
export async function pickThread(state: AppState, shownId: string | null): Promise<string | undefined> {
  const items = Object.values(state.summaries)
    .filter((summary) => summary.parentThreadId === null)
    .sort((a, b) => b.createdAtMs - a.createdAtMs)
    .map((summary): ThreadPick => {
      const shown = summary.id === shownId ? vscode.l10n.t('shown') : '';
      return {
        label: escapeIcons(threadTitle(summary)) || vscode.l10n.t('Untitled thread'),
        description: [describeStatus(state, summary.id), shown].filter(Boolean).join(' · '),
        detail: escapeIcons(summary.cwd),
        threadId: summary.id,
      };
    });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Threads of this window'),
    placeHolder:
      items.length === 0 ? vscode.l10n.t('No threads yet. Send a message to start one.') : undefined,
    matchOnDetail: true,
  });
  return picked?.threadId;
}
