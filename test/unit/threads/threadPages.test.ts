import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { RpcError } from '../../../src/errors.ts';
import type { Turn } from '../../../src/protocol/index.ts';
import { initialAppState, type AppEvent, type AppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore, type Store } from '../../../src/shared/store.ts';
import { ThreadPages } from '../../../src/threads/threadPages.ts';
import type { ThreadServer } from '../../../src/threads/threadService.ts';

const threadId = 'T';

function turn(id: string): Turn {
  return {
    id,
    rootTurnId: id,
    items: [],
    itemsView: 'full',
    status: 'completed',
    error: null,
    startedAt: 1,
    completedAt: 2,
    durationMs: 1,
  };
}

interface ListParams {
  readonly cursor?: string;
  readonly limit: number;
}

/** A server that stores turns, and the pages read of it. */
interface Setup {
  readonly store: Store<AppState, AppEvent>;
  readonly pages: ThreadPages;
  /** Ids of the stored turns, oldest first. Another process may add some. */
  readonly stored: string[];
  /** The limits of the pages asked for so far. */
  readonly asked: number[];
  /** Lets the next requests for turns fail. */
  fail(error: Error | undefined): void;
  held(): readonly string[];
  history(): string | undefined;
}

function setUp(count: number): Setup {
  const store = createStore(reduceApp, initialAppState);
  const stored = Array.from({ length: count }, (_, index) => `turn${index}`);
  const asked: number[] = [];
  let failure: Error | undefined;
  function list({ cursor, limit }: ListParams): unknown {
    asked.push(limit);
    if (failure) throw failure;
    const end = cursor === undefined ? stored.length : stored.indexOf(cursor);
    const start = Math.max(0, end - limit);
    const data = stored.slice(start, end).map(turn).toReversed();
    return { data, nextCursor: start > 0 ? stored[start] : null };
  }
  const request = async (method: string, params: unknown): Promise<unknown> => {
    await Promise.resolve();
    if (method === 'thread/turns/list') return list(params as ListParams);
    return { thread: { id: threadId, preview: '', status: { type: 'idle' }, createdAt: 1 } };
  };
  const server = { ensureReady: () => Promise.resolve({ request, generation: 1 }) };
  const thread = (): AppState['threads'][string] | undefined => store.getState().threads[threadId];
  return {
    store,
    pages: new ThreadPages(server as unknown as ThreadServer, store, () => 30),
    stored,
    asked,
    fail: (error) => (failure = error),
    held: () => thread()?.turns.map(({ id }) => id) ?? [],
    history: () => thread()?.history,
  };
}

const lost: AppEvent = { method: 'host/serverLost', params: { generation: 1 } };

describe('ThreadPages', () => {
  it('reads a small page first and bigger ones before it, each once', async () => {
    const { pages, stored, asked, held, history } = setUp(100);
    await Promise.all([pages.open(threadId), pages.open(threadId)]);
    assert.deepEqual(held(), stored.slice(-10));
    assert.equal(history(), 'partial');
    await Promise.all([pages.loadOlder(threadId), pages.loadOlder(threadId), pages.loadOlder(threadId)]);
    assert.deepEqual(held(), stored.slice(-40));
    for (let page = 0; page < 5; page++) await pages.loadOlder(threadId);
    assert.deepEqual(held(), stored);
    assert.equal(history(), 'complete');
    assert.deepEqual(asked, [10, 30, 30, 30]);
    await pages.open(threadId);
    assert.equal(asked.length, 4, 'what is complete is not read again');
  });

  it('says that a page is on its way, and why it did not come; what is there stays', async () => {
    const { pages, stored, asked, held, history, fail, store } = setUp(30);
    await pages.open(threadId);
    fail(new Error('no time'));
    const failing = pages.loadOlder(threadId);
    assert.equal(history(), 'loading');
    await failing;
    assert.equal(history(), 'failed');
    assert.equal(store.getState().threads[threadId]?.historyError, 'no time');
    assert.deepEqual(held(), stored.slice(-10));
    fail(undefined);
    await pages.open(threadId);
    assert.deepEqual(held(), stored, 'a retry goes on where it failed');
    assert.deepEqual(asked, [10, 30, 30]);
  });

  it('says at once that a thread which it knew comes back', async () => {
    const { pages, stored, held, history, store } = setUp(30);
    await pages.open(threadId);
    store.dispatch([{ method: 'host/threadUnloaded', params: { threadId, hasFailed: false } }]);
    assert.deepEqual(held(), []);
    const opening = pages.open(threadId);
    assert.equal(history(), 'loading');
    await opening;
    assert.deepEqual(held(), stored.slice(-10));
  });

  it('starts from the newest page when codex refuses the cursor, and reads through what it has', async () => {
    const { pages, stored, held, history, fail } = setUp(100);
    await pages.open(threadId);
    await pages.loadOlder(threadId);
    fail(new RpcError('thread/turns/list', -32600, 'bad cursor'));
    await pages.loadOlder(threadId);
    assert.equal(history(), 'failed');
    fail(undefined);
    await pages.open(threadId);
    assert.equal(history(), 'partial');
    await pages.loadOlder(threadId);
    assert.deepEqual(held(), stored.slice(-70));
  });

  it('reads what it missed when the server was lost, and drops what that does not reach', async () => {
    const { pages, stored, held, history, store } = setUp(20);
    await pages.open(threadId);
    await pages.loadOlder(threadId);
    assert.equal(history(), 'complete');
    store.dispatch([lost]);
    stored.push('missed1', 'missed2');
    await pages.open(threadId);
    assert.deepEqual(held(), stored);
    assert.equal(history(), 'complete');
    store.dispatch([lost]);
    stored.push(...Array.from({ length: 50 }, (_, index) => `more${index}`));
    await pages.open(threadId);
    assert.deepEqual(held(), stored.slice(-10));
    assert.equal(history(), 'partial');
    await pages.loadOlder(threadId);
    assert.deepEqual(held(), stored.slice(-40));
  });

  it('sees the gap before a turn that came live after the loss', async () => {
    const { pages, stored, held, store } = setUp(20);
    await pages.open(threadId);
    store.dispatch([lost]);
    stored.push(...Array.from({ length: 50 }, (_, index) => `more${index}`), 'live');
    store.dispatch([{ method: 'turn/started', params: { threadId, turn: turn('live') } }]);
    await pages.open(threadId);
    assert.deepEqual(held(), stored.slice(-10));
  });

  it('reads anew what was unloaded, also while a page is on its way', async () => {
    const { pages, stored, held, history, store } = setUp(40);
    await pages.open(threadId);
    await pages.loadOlder(threadId);
    store.dispatch([lost]);
    const opening = pages.open(threadId);
    store.dispatch([{ method: 'host/threadUnloaded', params: { threadId, hasFailed: false } }]);
    await opening;
    assert.deepEqual(held(), stored.slice(-10));
    assert.equal(history(), 'partial');
    await pages.loadOlder(threadId);
    assert.deepEqual(held(), stored);
  });

  it('never leaves a gap, whatever happens', async () => {
    const step = fc.oneof(
      fc.constantFrom('open', 'open', 'older', 'older', 'refresh', 'lose', 'unload', 'live'),
      fc.nat(25),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.array(step, { maxLength: 25 }), async (count, steps) => {
        const { pages, stored, held, history, store } = setUp(count);
        await pages.open(threadId);
        for (const [index, next] of steps.entries()) {
          if (next === 'open') await pages.open(threadId);
          else if (next === 'older') await pages.loadOlder(threadId);
          else if (next === 'refresh') await pages.refresh(threadId);
          else if (next === 'lose') store.dispatch([lost]);
          else if (next === 'unload')
            store.dispatch([{ method: 'host/threadUnloaded', params: { threadId, hasFailed: false } }]);
          else if (next === 'live') {
            stored.push(`live${index}`);
            store.dispatch([{ method: 'turn/started', params: { threadId, turn: turn(`live${index}`) } }]);
          } else {
            // Another process can add turns only after this one's server let go of the thread.
            store.dispatch([lost]);
            for (let added = 0; added < next; added++) stored.push(`added${index}-${added}`);
          }
        }
        await pages.open(threadId);
        if (held().length > 0) assert.deepEqual(held(), stored.slice(-held().length));
        for (let page = 0; history() !== 'complete' && page < 50; page++) await pages.loadOlder(threadId);
        assert.deepEqual(held(), stored);
      }),
      { numRuns: 500 },
    );
  });
});
