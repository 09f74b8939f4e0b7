import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { watchChangePlaces } from '../approvals/changePlaces.ts';
import { findHiddenOutside } from '../approvals/checkPlace.ts';
import { readConfig } from '../config.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { watchIdleThreads } from '../threads/idleThreads.ts';
import { watchSlowStops } from '../threads/slowStops.ts';
import type { ThreadService } from '../threads/threadService.ts';
import { maintainContextKeys } from './contextKeys.ts';
import { createFinishNotices } from './finishNotices.ts';
import { watchGoneThreads } from './goneThreads.ts';
import { schedule } from './schedule.ts';
import { watchStrandedMessages } from './strandedMessages.ts';
import type { Surface } from './surface.ts';
import type { Surfaces } from './surfaces.ts';

export interface WatcherDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly surfaces: Surfaces;
  readonly threads: Pick<ThreadService, 'unload'>;
  readonly log: vscode.LogOutputChannel;
  /** Shows a thread where it is already, else in `where`, with the focus. */
  openThread(threadId: string, where: Surface): Promise<void>;
  restartServer(): Promise<void>;
  /** Runs what may fail, and tells the person if it does. */
  guard(what: string, run: () => unknown): Promise<void>;
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** Starts all that looks on while threads run, and does something about it. Nothing of it polls. */
export function createWatchers(deps: WatcherDeps): vscode.Disposable {
  const { store, surfaces, threads, log } = deps;

  async function offerRestart(): Promise<void> {
    const restart = vscode.l10n.t('Restart Server');
    const message = vscode.l10n.t(
      'Codex has not stopped yet. Restarting it ends the turn at once; the thread, what it holds so far and your unsent messages are kept.',
    );
    if ((await vscode.window.showWarningMessage(message, restart)) === restart) await deps.restartServer();
  }

  const ends = [
    watchGoneThreads(store, surfaces),
    createFinishNotices({
      store,
      readNotify: () => readConfig().notifyWhenFinished,
      isVisible: (threadId) => surfaces.isVisible(threadId),
      open: (threadId) => deps.openThread(threadId, surfaces.sidebar),
      log,
    }),
    watchSlowStops({ store, onSlow: () => void deps.guard('stop', offerRestart), schedule }),
    watchIdleThreads({
      store,
      isShown: (threadId) => surfaces.surfaceOf(threadId) !== undefined,
      onDidChangeShown: (listener) => surfaces.onDidChange(listener),
      // Nobody asked for it: a server that does not let go is no message to a person.
      unload: (threadId) =>
        void threads
          .unload(threadId)
          .catch((error: unknown) => log.warn(`A thread was not left: ${String(error)}`)),
    }),
    watchChangePlaces({ store, findHiddenOutside, exists, log }),
    watchStrandedMessages(store, (draftKey) => surfaces.active.takeIn(draftKey)),
    maintainContextKeys(store, surfaces),
  ];
  return {
    dispose: () => {
      for (const end of ends) end();
    },
  };
}
