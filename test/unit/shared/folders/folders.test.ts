import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { initialAppState, type AppState } from '../../../../src/shared/appState.ts';
import { folderName } from '../../../../src/shared/folders/folderName.ts';
import { startFolders, threadRoots, turnFolders } from '../../../../src/shared/folders/folderOverrides.ts';
import { shownFolder } from '../../../../src/shared/folders/shownFolder.ts';
import { workingFolder } from '../../../../src/shared/folders/workingFolder.ts';
import type { ThreadSettingsState } from '../../../../src/shared/policy/policyState.ts';
import { unknownThread } from '../../../../src/shared/thread/threadSummary.ts';

const settings: ThreadSettingsState = {
  cwd: '/ws/b',
  approvalPolicy: 'on-request',
  sandbox: { type: 'readOnly', networkAccess: false },
  reviewer: 'user',
  model: 'm',
  modelProvider: 'p',
  effort: null,
  isPlanMode: false,
};
const ready = { kind: 'ready', cwd: '/ws/a', folders: ['/ws/a', '/ws/b'] } as const;

function stateWith(change: Partial<AppState>): AppState {
  return { ...initialAppState, workspace: ready, ...change };
}

const stored = { T: { ...unknownThread('T'), cwd: '/elsewhere' } };

describe('workingFolder', () => {
  const table: readonly [what: string, Partial<AppState>, string | null, ReturnType<typeof workingFolder>][] =
    [
      [
        "a new thread: the active editor's root",
        {},
        null,
        { cwd: '/ws/a', inForce: '/ws/a', isPending: false },
      ],
      [
        'a new thread: what was chosen for it',
        { chosenFolders: { '': '/ws/b/x' } },
        null,
        { cwd: '/ws/b/x', inForce: '/ws/b/x', isPending: false },
      ],
      [
        'a new thread: nothing that is no longer in the workspace',
        { chosenFolders: { '': '/ws/c' } },
        null,
        { cwd: '/ws/a', inForce: '/ws/a', isPending: false },
      ],
      [
        'a new thread without a folder',
        { workspace: { kind: 'noFolder' } },
        null,
        { cwd: null, inForce: null, isPending: false },
      ],
      [
        'a stored thread: what is stored',
        { summaries: stored },
        'T',
        { cwd: '/elsewhere', inForce: '/elsewhere', isPending: false },
      ],
      [
        'a loaded thread: what codex reports',
        { summaries: stored, threadSettings: { T: settings } },
        'T',
        { cwd: '/ws/b', inForce: '/ws/b', isPending: false },
      ],
      [
        'a choice that is not in force yet',
        { threadSettings: { T: settings }, chosenFolders: { T: '/ws/a' } },
        'T',
        { cwd: '/ws/a', inForce: '/ws/b', isPending: true },
      ],
      [
        'a choice of what is in force',
        { threadSettings: { T: settings }, chosenFolders: { T: '/ws/b' } },
        'T',
        { cwd: '/ws/b', inForce: '/ws/b', isPending: false },
      ],
      [
        'a thread of which nothing is known',
        { summaries: { T: unknownThread('T') } },
        'T',
        { cwd: null, inForce: null, isPending: false },
      ],
    ];
  for (const [what, change, threadId, expected] of table)
    it(`is for ${what}`, () => assert.deepEqual(workingFolder(stateWith(change), threadId), expected));
});

describe('the roots of a thread', () => {
  it('are the working folder in place of its root, and the other roots', () => {
    assert.deepEqual(threadRoots('/a', ['/a']), ['/a']);
    assert.deepEqual(threadRoots('/b', ['/a', '/b', '/c']), ['/b', '/a', '/c']);
    assert.deepEqual(threadRoots('/a/sub', ['/a', '/b']), ['/a/sub', '/b']);
    assert.deepEqual(threadRoots('/a', ['/a', '/a/nested', '/b']), ['/a', '/b']);
    assert.deepEqual(threadRoots('c:\\A\\sub', ['C:\\a', 'D:\\b']), ['c:\\A\\sub', 'D:\\b']);
  });

  it('never hold more than the workspace, and always the working folder', () => {
    const folder = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
    const path = folder.map((names) => `/${names.join('/')}`);
    fc.assert(
      fc.property(path, fc.uniqueArray(path, { maxLength: 4 }), (cwd, folders) => {
        const roots = threadRoots(cwd, folders);
        assert.equal(roots[0], cwd);
        for (const root of roots.slice(1)) assert.ok(folders.includes(root));
        assert.equal(new Set(roots).size, roots.length);
      }),
    );
  });

  it('go along with thread/start only where there are several', () => {
    assert.deepEqual(startFolders('/ws/b', stateWith({})), {
      cwd: '/ws/b',
      runtimeWorkspaceRoots: ['/ws/b', '/ws/a'],
    });
    const single = stateWith({ workspace: { kind: 'ready', cwd: '/ws/a', folders: ['/ws/a'] } });
    assert.deepEqual(startFolders('/ws/a', single), { cwd: '/ws/a' });
  });

  it('go along with turn/start only with a folder that was chosen', () => {
    assert.deepEqual(turnFolders(stateWith({ threadSettings: { T: settings } }), 'T'), {});
    assert.deepEqual(turnFolders(stateWith({ chosenFolders: { T: '/ws/b' } }), 'T'), {
      cwd: '/ws/b',
      runtimeWorkspaceRoots: ['/ws/b', '/ws/a'],
    });
    assert.deepEqual(turnFolders(stateWith({ chosenFolders: { T: '/gone' } }), 'T'), {});
  });
});

describe('the name of a folder', () => {
  const table: readonly [path: string, folders: readonly string[], name: string][] = [
    ['/ws/app', ['/ws/app'], 'app'],
    ['/ws/app/', ['/ws/app'], 'app'],
    ['/ws/app/src/ui', ['/ws/app'], 'src/ui'],
    ['/ws/app/src', ['/ws/app', '/ws/lib'], 'app/src'],
    ['/ws/lib', ['/ws/app', '/ws/lib'], 'lib'],
    ['/elsewhere/x', ['/ws/app'], 'x'],
    ['C:\\ws\\App\\src', ['c:\\ws\\app'], 'src'],
    ['/', [], '/'],
  ];
  for (const [path, folders, name] of table)
    it(`of ${path} in ${folders.join(', ')}`, () => assert.equal(folderName(path, folders), name));
});

describe('the folder chip', () => {
  it('is quiet only where there is nothing to read', () => {
    const single = { workspace: { kind: 'ready', cwd: '/ws/a', folders: ['/ws/a'] } } as const;
    assert.equal(shownFolder(stateWith(single), null).isQuiet, true);
    assert.equal(shownFolder(stateWith({}), null).isQuiet, false);
    assert.equal(shownFolder(stateWith({ ...single, summaries: stored }), 'T').isQuiet, false);
    const pending = { ...single, threadSettings: { T: settings }, chosenFolders: { T: '/ws/a' } };
    assert.deepEqual(shownFolder(stateWith(pending), 'T'), {
      name: 'a',
      path: '/ws/a',
      isPending: true,
      isQuiet: false,
    });
  });
});
