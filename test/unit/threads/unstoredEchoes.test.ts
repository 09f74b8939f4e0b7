import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RpcError, TransportLostError } from '../../../src/errors.ts';
import { initialAppState, type AppEvent } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { Outbox } from '../../../src/threads/outbox.ts';
import type { ThreadService } from '../../../src/threads/threadService.ts';
import { echoed, turnCompleted } from '../shared/outbox/outboxStates.ts';

const lost: AppEvent = { method: 'host/serverLost', params: { generation: 1 } };

const answered: AppEvent = {
  method: 'item/started',
  params: { threadId: 'T1', turnId: 'U1', startedAtMs: 0, item: { type: 'contextCompaction', id: 'c' } },
};

/** A message was sent to codex, which has told of it. */
async function setUp(refresh: ThreadService['refresh']) {
  const store = createStore(reduceApp, initialAppState);
  const texts: { saved: readonly string[] } = { saved: [] };
  const storage = {
    load: () => [],
    save: (entries: readonly { readonly text: string }[]) => {
      texts.saved = entries.map(({ text }) => text);
      return Promise.resolve();
    },
  };
  const service = { send: () => Promise.resolve('U1'), refresh } as unknown as ThreadService;
  const outbox = new Outbox(store, service, storage, () => 'client-1');
  await outbox.submit('T1', 'hello', () => assert.fail('no thread is to be started'));
  store.dispatch([echoed('T1', 'U1', 'client-1', 'hello')]);
  assert.deepEqual(store.getState().outbox, []);
  const shown = (): unknown =>
    store.getState().outbox.map(({ text, status, error }) => [text, status, error]);
  return { store, outbox, texts, shown };
}

const notStored = [['hello', 'failed', 'Codex ended before it had stored this message.']];

describe('A message that codex told of just before it died', () => {
  it('is stored and not shown until codex is asked, and forgotten when codex has it', async () => {
    const asked: unknown[] = [];
    const { store, outbox, texts, shown } = await setUp((...args) => {
      asked.push(args);
      return Promise.resolve(true);
    });
    assert.deepEqual(texts.saved, []);
    store.dispatch([lost]);
    assert.deepEqual([texts.saved, shown(), asked], [['hello'], [], []]);
    await outbox.verify();
    assert.deepEqual([texts.saved, shown(), asked], [[], [], [['T1', 'client-1']]]);
  });

  it('comes back as failed when codex does not have it', async () => {
    const { store, outbox, texts, shown } = await setUp(() => Promise.resolve(false));
    store.dispatch([lost]);
    await outbox.verify();
    assert.deepEqual([texts.saved, shown()], [['hello'], notStored]);
  });

  it('comes back with the reason why its thread cannot be read', async () => {
    const { store, outbox, shown } = await setUp(() =>
      Promise.reject(new RpcError('thread/resume', -32600, 'the rollout is empty')),
    );
    store.dispatch([lost]);
    await outbox.verify();
    assert.deepEqual(shown(), [['hello', 'failed', 'the rollout is empty']]);
  });

  it('waits while codex cannot be asked, and is looked up when it is there again', async () => {
    let isThere = false;
    const { store, outbox, texts, shown } = await setUp(() =>
      isThere ? Promise.resolve(false) : Promise.reject(new TransportLostError('gone')),
    );
    store.dispatch([lost]);
    await outbox.verify();
    assert.deepEqual([texts.saved, shown()], [['hello'], []]);
    isThere = true;
    const server = { kind: 'ready' as const, version: '0.169.0', path: '/codex' };
    store.dispatch([{ method: 'host/serverChanged', params: { server } }]);
    // Asked already: this is the same answer.
    await outbox.verify();
    assert.deepEqual(shown(), notStored);
  });

  it('is out of doubt once its turn goes on, or ends', async () => {
    for (const event of [answered, turnCompleted('T1', 'U1', 'interrupted')]) {
      const { store, texts } = await setUp(() => assert.fail('asked'));
      store.dispatch([event]);
      store.dispatch([lost]);
      assert.deepEqual(texts.saved, []);
    }
  });
});
