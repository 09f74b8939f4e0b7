import type { AppEvent, AppState } from '../shared/appState.ts';
import { workingFolder } from '../shared/folders/workingFolder.ts';
import { workspaceFolders } from '../shared/folders/workspaceFolders.ts';
import type { Store } from '../shared/store.ts';
import { isAgentThread } from '../shared/thread/threadSummary.ts';
import { checkInWorkspace, pickFolder } from './folderPicker.ts';
import type { SurfaceStorage } from './surface.ts';

const usedKey = 'folders.used';
const chosenKey = 'folders.chosen';

/** Folders below the workspace's that are remembered. */
const maxUsed = 20;

/**
 * The folders that the person picks for threads to work in, and those below the workspace's that threads work in. Both
 * outlive the window.
 */
export class FolderChoices {
  private readonly unsubscribe: () => void;
  private saved: AppState['chosenFolders'];
  private restored = false;

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly storage: SurfaceStorage,
  ) {
    this.saved = store.getState().chosenFolders;
    this.unsubscribe = store.subscribe(({ events, state }) => {
      if (state.chosenFolders !== this.saved) {
        // Not before what is stored was read: it would be overwritten.
        this.restore();
        this.saved = state.chosenFolders;
        void storage.update(chosenKey, state.chosenFolders);
      }
      for (const event of events)
        if (event.method === 'host/folderTaken') this.remember(event.params.cwd, state);
    });
  }

  /** Brings back, once, what an earlier window left: folders that codex has not been told of. */
  restore(): void {
    if (this.restored) return;
    this.restored = true;
    const chosen = Object.entries(this.storage.get<AppState['chosenFolders']>(chosenKey) ?? {});
    this.store.dispatch(
      chosen.map(([key, cwd]) => ({
        method: 'host/folderChosen',
        params: { threadId: key === '' ? null : key, cwd },
      })),
    );
  }

  /** Shows the picker for a thread, or for a new one (null). Throws a UserError for a folder that cannot be taken. */
  async pick(threadId: string | null): Promise<void> {
    const state = this.store.getState();
    const { workspace, summaries } = state;
    if (workspace.kind !== 'ready' || (threadId !== null && isAgentThread(summaries[threadId]))) return;
    const { cwd: current } = workingFolder(state, threadId);
    const { folders, cwd: activeRoot } = workspace;
    const cwd = await pickFolder({ folders, current, activeRoot });
    if (cwd === undefined) return;
    await checkInWorkspace(cwd, folders);
    this.store.dispatch([{ method: 'host/folderChosen', params: { threadId, cwd } }]);
  }

  /** The folders below the workspace's (absolute) that threads of this workspace were given: lists ask for them too. */
  used(): readonly string[] {
    return this.storage.get<string[]>(usedKey) ?? [];
  }

  dispose(): void {
    this.unsubscribe();
  }

  private remember(cwd: string, { workspace }: AppState): void {
    const used = this.used();
    if (workspaceFolders(workspace).includes(cwd) || used.includes(cwd)) return;
    void this.storage.update(usedKey, [...used, cwd].slice(-maxUsed));
  }
}
