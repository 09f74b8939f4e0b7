import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { watchChangePlaces } from '../../../src/approvals/changePlaces.ts';
import type { FileUpdateChange } from '../../../src/protocol/index.ts';
import { initialAppState, type AppEvent, type AppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { approvalStates } from './approvalStates.ts';

const changes: FileUpdateChange[] = [
  { path: '/w/link/new.txt', kind: { type: 'add' }, diff: 'x\n' },
  { path: '/w/there.txt', kind: { type: 'add' }, diff: 'x\n' },
  { path: '/w/a.txt', kind: { type: 'update', move_path: '/w/taken.txt' }, diff: '' },
  { path: '/w/gone.txt', kind: { type: 'delete' }, diff: '' },
];

function look(findHiddenOutside: (paths: readonly string[]) => Promise<readonly string[]>) {
  const store = createStore<AppState, AppEvent>(reduceApp, initialAppState);
  const logged: unknown[] = [];
  const settled = new Promise<void>((resolve) => {
    store.subscribe(({ events }) => {
      if (events.some(({ method }) => method === 'host/changePlacesSeen')) resolve();
    });
    watchChangePlaces({
      store,
      findHiddenOutside,
      exists: (path) => Promise.resolve(['/w/there.txt', '/w/taken.txt', '/w/gone.txt'].includes(path)),
      log: {
        error: (_message, error) => {
          logged.push(error);
          resolve();
        },
      },
    });
  });
  const approval = approvalStates.fileChange({ changes });
  store.dispatch([{ method: 'host/approvalRequested', params: { approval } }]);
  const places = async () => {
    await settled;
    const [waiting] = store.getState().approvals;
    return waiting?.kind === 'fileChange' ? waiting.places : undefined;
  };
  return { places, logged };
}

describe('watchChangePlaces', () => {
  it('tells which paths lead out by a link, and which new files are there already', async () => {
    const asked: string[] = [];
    const { places } = look((paths) => {
      asked.push(...paths);
      return Promise.resolve(paths.filter((path) => path.includes('link')));
    });
    assert.deepEqual(await places(), {
      linkedOutside: ['/w/link/new.txt'],
      replaced: ['/w/there.txt', '/w/taken.txt'],
    });
    assert.ok(asked.includes('/w/taken.txt'));
  });

  it('leaves the request as it is when the disk cannot be looked at', async () => {
    const { places, logged } = look(() => Promise.reject(new Error('no disk')));
    assert.equal(await places(), null);
    assert.equal(logged.length, 1);
  });
});
