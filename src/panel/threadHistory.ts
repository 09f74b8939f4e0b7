import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { liveStatusOf, type LiveStatus } from '../shared/thread/list/liveStatus.ts';
import type { ThreadRow } from '../shared/thread/list/threadRow.ts';
import { createThreadAdmin } from '../threads/threadAdmin.ts';
import { ThreadList } from '../threads/threadList.ts';
import type { ThreadServer } from '../threads/threadService.ts';
import type { Surface } from './surface.ts';
import { createThreadCommands } from './threadCommands.ts';
import { pickThread } from './threadPicker.ts';
import { ThreadsView } from './threadsView.ts';

export interface ThreadHistoryDeps {
  readonly server: ThreadServer;
  readonly store: Store<AppState, AppEvent>;
  readonly surface: Surface;
  openThread(threadId: string): Promise<void>;
  /** Whether a thread finished while nobody looked. */
  isUnread(threadId: string): boolean;
}

/** The Threads view and quick pick with all they need, and the commands of both. */
export interface ThreadHistory extends vscode.Disposable {
  readonly commands: ReturnType<typeof createThreadCommands>;
  showPicker(): Promise<void>;
}

/** Puts the parts of the thread history together. Nothing is asked of codex before one of them is seen. */
export function createThreadHistory(deps: ThreadHistoryDeps): ThreadHistory {
  const { server, store, surface } = deps;
  const viewList = new ThreadList(server, store);
  const pickerList = new ThreadList(server, store);
  const statusOf = (row: ThreadRow): LiveStatus =>
    liveStatusOf(store.getState(), row.id, row.status, deps.isUnread(row.id));
  const now = (): Date => new Date();
  const view = new ThreadsView({ list: viewList, store, statusOf, now });

  return {
    commands: createThreadCommands({
      admin: createThreadAdmin(server, store),
      view,
      shownThreadId: () => surface.shownThreadId,
      openThread: (threadId) => deps.openThread(threadId),
      leaveThread: (threadId) => {
        if (surface.shownThreadId === threadId) surface.show(null);
      },
      loadMore: () => viewList.loadMore(),
      refresh: () => viewList.refresh(),
    }),
    showPicker: async () => {
      const shownThreadId = (): string | null => surface.shownThreadId;
      const picked = await pickThread({ list: pickerList, statusOf, shownThreadId, now });
      if (picked) await vscode.commands.executeCommand(picked.command, picked.threadId);
    },
    dispose: () => {
      view.dispose();
      viewList.dispose();
      pickerList.dispose();
    },
  };
}
