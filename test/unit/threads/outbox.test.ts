import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { initialAppState, type OutboxEntry } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { Outbox } from '../../../src/threads/outbox.ts';
import type { ThreadService } from '../../../src/threads/threadService.ts';

function setUp(service: Partial<ThreadService>, stored: readonly OutboxEntry[] = []) {
  const store = createStore(reduceApp, initialAppState);
  const saved: (readonly OutboxEntry[])[] = [];
  const storage = {
    load: () => stored,
    save: (entries: readonly OutboxEntry[]) => {
      saved.push(entries);
      return Promise.resolve();
    },
  };
  let next = 0;
  const outbox = new Outbox(store, service as ThreadService, storage, () => `client-${++next}`);
  return { store, outbox, saved };
}

const noStart = (): Promise<string> => assert.fail('no thread is to be started');

describe('Outbox', () => {
  it('stores a message before it is sent', async () => {
    const order: string[] = [];
    const { outbox, saved } = setUp({
      send: () => {
        order.push(`sent after ${saved.length} saves of ${saved[0]?.[0]?.text ?? 'nothing'}`);
        return Promise.resolve('U1');
      },
    });
    await outbox.submit('T1', 'hello', noStart);
    assert.match(order[0] ?? '', /^sent after [1-9]\d* saves of hello$/);
  });

  it('keeps a message that could not be sent, with the reason, and gives its text back', async () => {
    const { store, outbox } = setUp({ send: () => Promise.reject(new Error('no such model')) });
    await outbox.submit('T1', 'hello', noStart);
    const [entry] = store.getState().outbox;
    assert.deepEqual([entry?.status, entry?.error, entry?.text], ['failed', 'no such model', 'hello']);
    assert.equal(outbox.discard(entry?.clientId ?? ''), 'hello');
    assert.deepEqual(store.getState().outbox, []);
  });

  it('only adds to a running turn when told so, and keeps what could not be added', async () => {
    const steered: string[] = [];
    const { store, outbox } = setUp({
      send: () => assert.fail('no turn is to be started'),
      steer: (_threadId, text) => {
        steered.push(text);
        return steered.length === 1 ? Promise.resolve('U1') : Promise.reject(new Error('no active turn'));
      },
    });
    await outbox.steer('T1', 'taken');
    await outbox.steer('T1', 'not taken');
    assert.deepEqual(steered, ['taken', 'not taken']);
    assert.deepEqual(
      store.getState().outbox.map(({ text, status, error }) => [text, status, error]),
      [
        ['taken', 'sending', null],
        ['not taken', 'failed', 'no active turn'],
      ],
    );
  });

  it('does not overwrite what is stored before it was read', () => {
    const stored: OutboxEntry = {
      clientId: 'old',
      threadId: 'T1',
      text: 'hello',
      status: 'queued',
      error: null,
      draftKey: 'd',
      isHeld: false,
    };
    const { store, saved } = setUp({}, [stored]);
    // A list opens a thread before any page is shown.
    store.dispatch([{ method: 'host/historyLoaded', params: { threadId: 'T2', turns: [], complete: true } }]);
    assert.deepEqual(store.getState().outbox, [stored]);
    assert.deepEqual(saved.at(-1), [stored]);
  });

  it('does not send again what codex turns out to have', async () => {
    const stored: OutboxEntry = {
      clientId: 'old',
      threadId: 'T1',
      text: 'hello',
      status: 'sending',
      error: null,
      draftKey: 'd',
      isHeld: false,
    };
    const content = [{ type: 'text' as const, text: 'hello', text_elements: [] }];
    const turn = {
      id: 'U1',
      rootTurnId: 'U1',
      items: [{ type: 'userMessage' as const, id: 'u', clientId: 'old', content }],
      itemsView: 'full' as const,
      status: 'completed' as const,
      error: null,
      startedAt: null,
      completedAt: null,
      durationMs: null,
    };
    const { store, outbox } = setUp(
      {
        refresh: () => {
          store.dispatch([
            { method: 'host/historyLoaded', params: { threadId: 'T1', turns: [turn], complete: true } },
          ]);
          return Promise.resolve(true);
        },
        send: () => assert.fail('sent twice'),
      },
      [stored],
    );
    outbox.restore();
    assert.equal(store.getState().outbox[0]?.status, 'failed');
    await outbox.retry('old', noStart);
    assert.deepEqual(store.getState().outbox, []);
  });

  it('fails a message whose turn ends without taking it', async () => {
    const { store, outbox } = setUp({ send: () => Promise.resolve('U1') });
    await outbox.submit('T1', 'hello', noStart);
    assert.equal(store.getState().outbox[0]?.status, 'sending');
    store.dispatch([{ method: 'host/serverLost', params: { generation: 1 } }]);
    assert.equal(store.getState().outbox[0]?.status, 'failed');
  });
});
