import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import type { Surfaces } from './surfaces.ts';

/**
 * Says in an editor tab that its thread was archived or deleted. The sidebar goes to a new thread by itself. Returns
 * the end of it.
 */
export function watchGoneThreads(
  store: Store<AppState, AppEvent>,
  surfaces: Pick<Surfaces, 'surfaceOf'>,
): () => void {
  return store.subscribe(({ events }) => {
    for (const { method, params } of events) {
      if (method !== 'thread/archived' && method !== 'thread/deleted') continue;
      const { threadId } = params;
      if (surfaces.surfaceOf(threadId)?.kind !== 'editor') continue;
      const message =
        method === 'thread/archived'
          ? vscode.l10n.t('This thread was archived.')
          : vscode.l10n.t('This thread was deleted.');
      store.dispatch([{ method: 'host/historyFailed', params: { threadId, message } }]);
    }
  });
}
