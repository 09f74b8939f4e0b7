import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, describe, it } from 'mocha';
import type { FileUpdateChange, ThreadItem, Turn } from '../../../src/protocol/index.ts';
import { openFiles } from '../../../src/review/changePlans.ts';
import { ChangeTracker } from '../../../src/review/changeTracker.ts';
import type { FileContent } from '../../../src/review/fileContent.ts';
import { ReviewModel } from '../../../src/review/reviewModel.ts';
import { WorkspaceSnapshot } from '../../../src/review/workspaceSnapshot.ts';
import { type AppEvent, type AppState, initialAppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore, type Store } from '../../../src/shared/store.ts';
import { createTempDirs } from '../../support/tempDirs.ts';

const dirs = createTempDirs();

function turn(id: string, status: Turn['status']): Turn {
  const rest = { itemsView: 'notLoaded' as const, error: null, startedAt: null, completedAt: null };
  return { id, rootTurnId: id, items: [], status, durationMs: null, ...rest };
}

interface Bench {
  readonly store: Store<AppState, AppEvent>;
  readonly model: ReviewModel;
  readonly errors: unknown[];
  readonly touched: Set<string>;
  /** How often what was touched was asked for. */
  looks(): number;
  isWatching(): boolean;
  /** Resolves when the files as they were before the turn have been read. */
  snapshotTaken(): Promise<unknown>;
  path(name: string): string;
  write(name: string, text: string): Promise<void>;
  /** Resolves with the open changes when one more event was recorded. */
  recorded(): Promise<void>;
  baseline(name: string, threadId?: string): Promise<string | FileContent['kind']>;
  dispose(): void;
}

async function createBench(): Promise<Bench> {
  const folder = await dirs.make('tracker');
  const work = path.join(folder, 'work');
  await mkdir(work);
  const store = createStore(reduceApp, initialAppState);
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const model = new ReviewModel(path.join(folder, 'review'), store, onError);
  const names = new Set<string>();
  const snapshot = new WorkspaceSnapshot(model.contents, async () => [...names]);
  let running = false;
  const touched = new Set<string>();
  let looks = 0;
  const tracker = new ChangeTracker(
    store,
    model,
    snapshot,
    {
      get isRunning() {
        return running;
      },
      start: () => {
        running = true;
      },
      take: (held) => {
        looks += 1;
        const taken = [...touched].filter((file) => !held.has(file));
        for (const file of taken) touched.delete(file);
        return taken;
      },
      stop: () => {
        running = false;
      },
    },
    onError,
  );
  const at = (name: string): string => path.join(work, name);
  return {
    store,
    model,
    errors,
    touched,
    looks: () => looks,
    isWatching: () => running,
    snapshotTaken: () => snapshot.seen(work),
    path: at,
    write: async (name, text) => {
      await writeFile(at(name), text);
      // What a test writes first is older than its turn.
      if (!running) await utimes(at(name), 1000, 1000);
      names.add(at(name));
    },
    recorded: () =>
      new Promise((resolve) => {
        const subscription = model.onDidChange(() => {
          subscription.dispose();
          resolve();
        });
      }),
    baseline: async (name, threadId = 'T') => {
      const file = openFiles(model.get(threadId)).find((each) => each.path === at(name));
      if (file?.baseline.kind !== 'blob') return file?.baseline.kind ?? 'unknown';
      return Buffer.from(await model.contents.get(file.baseline.hash)).toString();
    },
    dispose: () => {
      tracker.dispose();
      model.dispose();
    },
  };
}

const started = (item: ThreadItem): AppEvent => ({
  method: 'item/started',
  params: { threadId: 'T', turnId: 'U', item, startedAtMs: 1 },
});
const completed = (item: ThreadItem): AppEvent => ({
  method: 'item/completed',
  params: { threadId: 'T', turnId: 'U', item, completedAtMs: 2 },
});
const patch = (
  changes: FileUpdateChange[],
  status: 'inProgress' | 'completed' | 'declined',
  id = 'p',
): ThreadItem => ({ type: 'fileChange', id, changes, status }) as ThreadItem;
const command = {
  type: 'commandExecution',
  id: 'c',
  status: 'completed',
  command: 'x',
  aggregatedOutput: null,
} as ThreadItem;
const seen: AppEvent = {
  method: 'host/threadSeen',
  params: {
    summary: {
      id: 'T',
      name: null,
      preview: 'a thread',
      cwd: '/',
      parentThreadId: null,
      status: { type: 'idle' },
      model: null,
      modelProvider: null,
      effort: null,
      ephemeral: false,
      createdAtMs: 0,
    },
    history: 'complete',
  },
};
const begin: AppEvent = { method: 'turn/started', params: { threadId: 'T', turn: turn('U', 'inProgress') } };
const end: AppEvent = { method: 'turn/completed', params: { threadId: 'T', turn: turn('U', 'completed') } };

describe('ChangeTracker', () => {
  const benches: Bench[] = [];
  async function bench(): Promise<Bench> {
    const made = await createBench();
    benches.push(made);
    made.store.dispatch([seen, begin]);
    return made;
  }
  afterEach(() => {
    for (const { dispose, errors } of benches.splice(0)) {
      dispose();
      assert.deepEqual(errors, []);
    }
  });
  after(() => dirs.remove());

  const update = (file: string, from: string, to: string): FileUpdateChange => ({
    path: file,
    kind: { type: 'update', move_path: null },
    diff: `@@ -1 +1 @@\n-${from}\n+${to}\n`,
  });

  it('knows what was there before patches that were all applied before it could read anything', async () => {
    const { store, path: at, write, recorded, baseline } = await bench();
    await write('a', 'three\n');
    const changes = ['one', 'two', 'three'];
    const recordedAll = recorded();
    store.dispatch(
      [0, 1].flatMap((index) => {
        const change = update(at('a'), changes[index] ?? '', changes[index + 1] ?? '');
        return [
          started(patch([change], 'inProgress', `p${index}`)),
          completed(patch([change], 'completed', `p${index}`)),
        ];
      }),
    );
    await recordedAll;
    assert.equal(await baseline('a'), 'one\n');
  });

  it('keeps line ends and marks byte for byte', async () => {
    const made = await createBench();
    benches.push(made);
    const { store, path: at, write, recorded, baseline } = made;
    await write('a', '\uFEFFone\r\nlast');
    store.dispatch([seen, begin]);
    await made.snapshotTaken();
    const change = update(at('a'), 'one', 'two');
    await write('a', '\uFEFFtwo\nlast');
    const done = recorded();
    store.dispatch([started(patch([change], 'inProgress')), completed(patch([change], 'completed'))]);
    await done;
    assert.equal(await baseline('a'), '\uFEFFone\r\nlast');
  });

  it('follows new, deleted and moved files', async () => {
    const { store, path: at, write, recorded, baseline, model } = await bench();
    await write('moved', 'old\n');
    await write('gone', 'gone\n');
    const changes: FileUpdateChange[] = [
      { path: at('new'), kind: { type: 'add' }, diff: 'new\n' },
      { path: at('gone'), kind: { type: 'delete' }, diff: 'gone\n' },
      {
        path: at('moved'),
        kind: { type: 'update', move_path: at('place') },
        diff: `@@ -1 +1 @@\n-old\n+edited\n\n\nMoved to: ${at('place')}`,
      },
    ];
    await write('new', 'new\n');
    await rm(at('gone'));
    await rename(at('moved'), at('place'));
    await writeFile(at('place'), 'edited\n');
    const done = recorded();
    store.dispatch([started(patch(changes, 'inProgress')), completed(patch(changes, 'completed'))]);
    await done;
    assert.deepEqual(
      [await baseline('new'), await baseline('gone'), await baseline('moved'), await baseline('place')],
      ['absent', 'gone\n', 'old\n', 'absent'],
    );
    const place = openFiles(model.get('T')).find((file) => file.path === at('place'));
    assert.equal(place?.movedFrom, at('moved'));
    assert.deepEqual(store.getState().checkpoints, { T: ['U'] });
  });

  it('records nothing of a declined patch, and stops watching when the last turn ends', async () => {
    const { store, path: at, write, model, isWatching } = await bench();
    await write('a', 'one\n');
    const change = update(at('a'), 'one', 'two');
    assert.ok(isWatching());
    store.dispatch([
      started(patch([change], 'inProgress')),
      completed(patch([change], 'declined')),
      { method: 'host/serverLost', params: { generation: 1 } },
    ]);
    for (let tries = 0; tries < 1000 && isWatching(); tries++)
      await new Promise((resolve) => setImmediate(resolve));
    assert.ok(!isWatching());
    assert.deepEqual(model.get('T').files, []);
  });

  it('finds what commands changed, also where the watch missed it, and nothing that was the user’s own', async () => {
    const made = await createBench();
    benches.push(made);
    const { store, path: at, write, recorded, baseline, model, touched } = made;
    for (const name of ['a', 'b', 'same']) await write(name, `${name} before\n`);
    store.dispatch([seen, begin]);
    const first = recorded();
    store.dispatch([started(command)]);
    await made.snapshotTaken();
    await write('a', 'a after\n');
    await write('b', 'b after\n');
    await write('c', 'c new\n');
    touched.add(at('a'));
    store.dispatch([completed(command)]);
    await first;
    assert.deepEqual(
      openFiles(model.get('T')).map((file) => file.path),
      [at('a')],
    );
    const second = recorded();
    store.dispatch([end]);
    await second;
    assert.deepEqual(
      [await baseline('a'), await baseline('b'), await baseline('c')],
      ['a before\n', 'b before\n', 'absent'],
    );
    assert.equal(openFiles(model.get('T')).length, 3);
  });

  it('finds what a command wrote to a file that a patch has just changed', async () => {
    const made = await createBench();
    benches.push(made);
    const { store, path: at, write, recorded, model, touched } = made;
    await write('a', 'one\n');
    store.dispatch([seen, begin]);
    await made.snapshotTaken();
    await write('a', 'two\n');
    const changes = [update(at('a'), 'one', 'two')];
    const first = recorded();
    // The moment it is recorded, before anything that the tracker does after.
    const writing = model.onDidChange(() => writeFileSync(at('a'), 'three, by a command\n'));
    store.dispatch([started(patch(changes, 'inProgress')), completed(patch(changes, 'completed'))]);
    await first;
    writing.dispose();
    touched.add(at('a'));
    const second = recorded();
    store.dispatch([started(command), completed(command)]);
    await second;
    const [file] = openFiles(model.get('T'));
    assert.ok(file?.after.kind === 'blob');
    assert.equal(Buffer.from(await model.contents.get(file.after.hash)).toString(), 'three, by a command\n');
  });

  it('looks once for all commands that had ended by then', async () => {
    const { store, path: at, write, recorded, touched, looks, snapshotTaken } = await bench();
    await write('a', 'before\n');
    store.dispatch([seen, begin]);
    await snapshotTaken();
    await write('a', 'after\n');
    touched.add(at('a'));
    const done = recorded();
    const commands = Array.from({ length: 30 }, (_, index) => ({ ...command, id: `command-${index}` }));
    store.dispatch(commands.flatMap((each) => [started(each), completed(each)]));
    await done;
    assert.equal(looks(), 1);
    await write('a', 'later\n');
    touched.add(at('a'));
    const more = recorded();
    store.dispatch([completed(command)]);
    await more;
    assert.equal(looks(), 2);
  });

  it('only queues a patch of 500 files when it is told of it', async () => {
    const { store, path: at, write, recorded, model } = await bench();
    const count = 500;
    const lines = Array.from({ length: 200 }, (_, line) => `line ${line}\n`).join('');
    const changes: FileUpdateChange[] = [];
    for (let index = 0; index < count; index++) {
      await write(`f${index}`, `two\n${lines}`);
      changes.push(update(at(`f${index}`), 'one', 'two'));
    }
    const done = recorded();
    store.dispatch([started(patch(changes, 'inProgress')), completed(patch(changes, 'completed'))]);
    assert.equal(openFiles(model.get('T')).length, 0);
    await done;
    assert.equal(openFiles(model.get('T')).length, count);
  });
});

describe('ReviewModel', () => {
  it('knows everything again after a restart, and forgets a deleted thread', async () => {
    const folder = path.join(await dirs.make('model'), 'review');
    const onError = (error: unknown): void => assert.fail(String(error));
    const run = (): { store: Store<AppState, AppEvent>; model: ReviewModel } => {
      const store = createStore(reduceApp, initialAppState);
      return { store, model: new ReviewModel(folder, store, onError) };
    };
    const first = run();
    const before = await first.model.contents.put(Buffer.from('one'));
    const file = {
      path: '/w/a',
      source: 'patch' as const,
      before,
      after: { kind: 'absent' as const },
      movedFrom: null,
    };
    await first.model.dispatch('T', { type: 'changed', turnId: 'U', files: [file] });
    const second = run();
    await second.model.load();
    assert.deepEqual(second.model.get('T'), first.model.get('T'));
    assert.deepEqual(second.store.getState().checkpoints, { T: ['U'] });
    await second.model.forget('T');
    const third = run();
    await third.model.load();
    assert.deepEqual(third.model.all(), []);
    await dirs.remove();
  });
});
