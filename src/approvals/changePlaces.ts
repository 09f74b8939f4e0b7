import type { FileUpdateChange } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { ChangePlaces } from '../shared/approvals/approvalState.ts';
import { changedPaths, moveTarget } from '../shared/diff/changedPaths.ts';
import type { Store } from '../shared/store.ts';

export interface ChangePlacesDeps {
  readonly store: Store<AppState, AppEvent>;
  /** Those of the paths (absolute) that seem to be in the workspace, and lead out of it by a link. */
  findHiddenOutside(paths: readonly string[]): Promise<readonly string[]>;
  exists(path: string): Promise<boolean>;
  readonly log: { error(message: string, error: unknown): void };
}

/**
 * Looks at the disk for each file change that is asked about, so that its card can say which paths are not what they
 * seem: a name does not tell that a link leads away, nor that a new file replaces one. Returns the end of it.
 */
export function watchChangePlaces({ store, findHiddenOutside, exists, log }: ChangePlacesDeps): () => void {
  async function look(changes: readonly FileUpdateChange[]): Promise<ChangePlaces> {
    const targets = changes.flatMap((change) => moveTarget(change) ?? []);
    const linkedOutside = await findHiddenOutside(changes.flatMap(changedPaths));
    const made = [...changes.filter(({ kind }) => kind.type === 'add').map(({ path }) => path), ...targets];
    const isThere = await Promise.all(made.map(exists));
    return { linkedOutside, replaced: made.filter((_path, index) => isThere[index]) };
  }

  return store.subscribe(({ events }) => {
    for (const event of events) {
      if (event.method !== 'host/approvalRequested') continue;
      const { approval } = event.params;
      if (approval.kind !== 'fileChange') continue;
      look(approval.changes)
        .then((places) =>
          store.dispatch([{ method: 'host/changePlacesSeen', params: { approvalId: approval.id, places } }]),
        )
        .catch((error: unknown) => log.error('The files of a change could not be looked at', error));
    }
  });
}
