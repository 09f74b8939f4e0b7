import { Drafts } from '../../../src/panel/drafts.ts';
import { Surface } from '../../../src/panel/surface.ts';
import { Surfaces } from '../../../src/panel/surfaces.ts';
import { initialAppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { memoryStorage } from './memoryStorage.ts';

const config = (): { sendWith: 'enter'; followUp: 'queue' } => ({ sendWith: 'enter', followUp: 'queue' });

/** The surfaces of a window, over a storage that outlives them: `open` again is a reload. */
export function surfaceParts() {
  const storage = memoryStorage();
  let next = 0;
  const newId = (): string => `id-${++next}`;
  const open = () => {
    const store = createStore(reduceApp, initialAppState);
    const drafts = new Drafts(storage, newId);
    const surfaces = new Surfaces(
      new Surface('sidebar', 'sidebar', store, drafts, storage, config),
      (id, last) => new Surface(id, 'editor', store, drafts, storage, config, last),
      storage,
    );
    return { store, drafts, surfaces };
  };
  return { storage, open };
}
