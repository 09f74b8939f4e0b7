import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { liveStatusOf, type LiveStatus } from '../shared/thread/list/liveStatus.ts';
import type { ThreadRow } from '../shared/thread/list/threadRow.ts';
import { createThreadAdmin } from '../threads/threadAdmin.ts';
import { ThreadList } from '../threads/threadList.ts';
import type { ThreadServer, ThreadService } from '../threads/threadService.ts';
import type { Surface } from './surface.ts';
import type { Surfaces } from './surfaces.ts';
import { createThreadCommands } from './threadCommands.ts';
import { openCommand, pickThread } from './threadPicker.ts';
import { ThreadsView } from './threadsView.ts';

export interface ThreadHistoryDeps {
  readonly server: ThreadServer;
  readonly threads: Pick<ThreadService, 'fork'>;
  readonly store: Store<AppState, AppEvent>;
  readonly surfaces: Surfaces;
  /** Shows a thread where it is already, else in `surface`, with the focus. */
  openThread(threadId: string, surface: Surface): Promise<void>;
  /** Whether a thread finished while nobody looked. */
  isUnread(threadId: string): boolean;
  /** Folders below the opened ones that threads work in. */
  usedFolders(): readonly string[];
}

/** The Threads view and quick pick with all they need, and the commands of both. */
export interface ThreadHistory extends vscode.Disposable {
  readonly commands: ReturnType<typeof createThreadCommands>;
  /** What is picked to be opened is shown in `surface`. */
  showPicker(surface: Surface): Promise<void>;
}

/** Puts the parts of the thread history together. Nothing is asked of codex before one of them is seen. */
export function createThreadHistory(deps: ThreadHistoryDeps): ThreadHistory {
  const { server, store, surfaces } = deps;
  const viewList = new ThreadList(server, store);
  const pickerList = new ThreadList(server, store);
  const statusOf = (row: ThreadRow): LiveStatus =>
    liveStatusOf(store.getState(), row.id, row.status, deps.isUnread(row.id));
  const now = (): Date => new Date();
  const view = new ThreadsView({
    list: viewList,
    store,
    statusOf,
    now,
    usedFolders: () => deps.usedFolders(),
  });

  return {
    commands: createThreadCommands({
      admin: createThreadAdmin(server, deps.threads),
      view,
      shownThreadId: () => surfaces.active.shownThreadId,
      openThread: (threadId, where) => deps.openThread(threadId, surfaces[where]),
      countUnsent: (threadId) => {
        const { outbox } = store.getState();
        return outbox.filter((entry) => entry.threadId === threadId).length;
      },
      // A tab says in place that its thread is gone.
      leaveThread: (threadId) => {
        const { sidebar } = surfaces;
        if (sidebar.shownThreadId === threadId) sidebar.show(null);
      },
      loadMore: () => viewList.loadMore(),
      refresh: () => viewList.refresh(),
    }),
    showPicker: async (surface) => {
      const isShown = (threadId: string): boolean => surfaces.surfaceOf(threadId) !== undefined;
      const picked = await pickThread({
        list: pickerList,
        store,
        statusOf,
        isShown,
        usedFolders: () => deps.usedFolders(),
        now,
      });
      if (picked?.command === openCommand) await deps.openThread(picked.threadId, surface);
      else if (picked) await vscode.commands.executeCommand(picked.command, picked.threadId);
    },
    dispose: () => {
      view.dispose();
      viewList.dispose();
      pickerList.dispose();
    },
  };
}
