import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Drafts } from '../../../src/panel/drafts.ts';
import { createMessageIntents } from '../../../src/panel/messageIntents.ts';
import { watchStrandedMessages } from '../../../src/panel/strandedMessages.ts';
import { Surface } from '../../../src/panel/surface.ts';
import { initialAppState, type OutboxEntry } from '../../../src/shared/appState.ts';
import type { SurfaceState } from '../../../src/shared/messages.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { MessageQueue } from '../../../src/threads/messageQueue.ts';
import { Outbox } from '../../../src/threads/outbox.ts';
import { createGate } from '../../support/gate.ts';
import { threadSeen, turnStarted } from '../shared/outbox/outboxStates.ts';
import { FakeCodexThreads } from '../threads/fakeCodexThreads.ts';
import { memoryStorage } from './memoryStorage.ts';

interface Options {
  readonly start?: () => Promise<void>;
  readonly guard?: () => Promise<'send' | 'cancel'>;
  readonly shows?: string | null;
  readonly sendWith?: SurfaceState['sendWith'];
}

const atOnce = (): Promise<void> => Promise.resolve();

function setUp({
  guard = () => Promise.resolve('send'),
  shows = 'T',
  start = atOnce,
  sendWith = 'enter',
}: Options = {}) {
  const store = createStore(reduceApp, initialAppState);
  const storage = memoryStorage();
  const codex = new FakeCodexThreads(store);
  let lastId = 0;
  const newId = (): string => `id-${++lastId}`;
  const outbox = new Outbox(
    store,
    codex,
    { load: () => [], save: (entries) => storage.update('outbox', entries) },
    newId,
  );
  const queue = new MessageQueue(store, outbox);
  const drafts = new Drafts(storage, newId);
  const surface = new Surface('s', 'sidebar', store, drafts, storage, () => ({
    sendWith,
    followUp: 'queue',
  }));
  store.dispatch([
    threadSeen('T'),
    { method: 'host/workspaceChanged', params: { workspace: { kind: 'ready', cwd: '/w', folders: ['/w'] } } },
  ]);
  surface.show(shows);
  watchStrandedMessages(store, (key) => surface.takeIn(key));
  const started: string[] = [];
  const messages = createMessageIntents({
    store,
    drafts,
    outbox,
    queue,
    threads: {
      start: async (cwd) => {
        started.push(cwd);
        await start();
        store.dispatch([threadSeen('N')]);
        return 'N';
      },
    },
    followUp: () => 'queue',
    guardUnsavedFiles: guard,
    updateWorkspace: () => undefined,
    surfaceOfDraft: (key) => (surface.shownDraftKey === key ? surface : undefined),
  });
  const { draftKey } = surface.project();
  const type = (text: string): void => drafts.write(draftKey, text);
  const submit = (
    text: string,
    change: { threadId?: string | null; inverted?: boolean } = {},
  ): Promise<void> =>
    messages.submit({ type: 'submit', threadId: shows, draftKey, text, inverted: false, ...change }, surface);
  const shown = (): string => surface.project().draft;
  const stored = (): string[] => (storage.get<OutboxEntry[]>('outbox') ?? []).map(({ text }) => text);
  return { store, codex, messages, drafts, surface, started, draftKey, type, submit, shown, stored };
}

describe('What the page asks of messages', () => {
  it('a message leaves the draft and is in the outbox at once, before anything is asked', async () => {
    const asked = createGate();
    const { drafts, draftKey, type, submit, stored, codex } = setUp({
      guard: () => asked.opened.then(() => 'send'),
    });
    type('hello');
    const sent = submit('hello');
    assert.equal(drafts.read(draftKey), '');
    assert.deepEqual(stored(), ['hello']);
    asked.open();
    await sent;
    codex.echo('T');
    assert.deepEqual(
      codex.history.map(({ text }) => text),
      ['hello'],
    );
    assert.deepEqual(stored(), []);
  });

  it('a message that is not sent after all is a draft again, in front of what was typed since', async () => {
    const asked = createGate();
    const { type, submit, stored, shown } = setUp({ guard: () => asked.opened.then(() => 'cancel') });
    type('hello');
    const sent = submit('hello');
    type('more');
    asked.open();
    await sent;
    assert.deepEqual(stored(), []);
    assert.equal(shown(), 'hello\n\nmore');
  });

  it('a message is a draft again when the question fails', async () => {
    const { submit, stored, shown } = setUp({ guard: () => Promise.reject(new Error('disk full')) });
    await assert.rejects(submit('hello'), /disk full/);
    assert.deepEqual(stored(), []);
    assert.equal(shown(), 'hello');
  });

  it('a new thread is shown where its draft is by then, though that got another key', async () => {
    const { surface, submit } = setUp({ shows: null });
    const sent = submit('hello');
    surface.reloadDraft();
    await sent;
    assert.equal(surface.shownThreadId, 'N');
  });

  it('a message to a thread that is not there stays a draft, and a blank one is none', async () => {
    const { type, submit, stored, shown } = setUp();
    type('hello');
    await submit('hello', { threadId: 'unknown' });
    assert.equal(shown(), 'hello');
    await submit(' \n');
    assert.deepEqual(stored(), []);
  });

  for (const [sendWith, isModified, how] of [
    ['enter', false, 'queued'],
    ['enter', true, 'steered'],
    ['modifierEnter', true, 'queued'],
  ] as const)
    it(`what was typed before the page was drawn is ${how}: ${sendWith}, ${isModified ? 'with' : 'without'} the modifier`, async () => {
      const { messages, surface, store, codex, stored, shown } = setUp({ sendWith });
      await messages.submit(
        { type: 'submit', threadId: 'T', draftKey: 'other', text: 'run', inverted: false },
        surface,
      );
      codex.echo('T');
      await messages.submitEarly({ type: 'submitEarly', text: 'hello\n', isModified }, surface);
      assert.deepEqual([codex.steered, shown()], [how === 'steered' ? ['hello'] : [], '']);
      const waiting = store.getState().outbox.filter(({ status }) => status === 'queued');
      assert.deepEqual(
        waiting.map(({ text }) => text),
        how === 'queued' ? ['hello'] : [],
      );
      assert.deepEqual(stored(), ['hello']);
    });

  it('what was typed before the page was drawn comes behind a draft, and stays where the key does not send', async () => {
    const withDraft = setUp();
    withDraft.type('a draft, ');
    const { messages, surface } = withDraft;
    await messages.submitEarly({ type: 'submitEarly', text: 'one', isModified: false }, surface);
    await messages.submitEarly({ type: 'submitEarly', text: 'two', isModified: true }, surface);
    messages.keepEarly(' and three', surface);
    assert.deepEqual([withDraft.shown(), withDraft.stored()], ['a draft, one\ntwo and three', []]);

    const other = setUp({ sendWith: 'modifierEnter' });
    await other.messages.submitEarly({ type: 'submitEarly', text: 'one', isModified: false }, other.surface);
    await other.messages.submitEarly({ type: 'submitEarly', text: ' ', isModified: true }, other.surface);
    other.messages.keepEarly('two', other.surface);
    assert.deepEqual([other.shown(), other.stored()], ['one\ntwo', []]);
  });

  it('the same text sent twice is two messages', async () => {
    const { submit, codex } = setUp();
    await Promise.all([submit('again'), submit('again')]);
    codex.echo('T');
    codex.end('T', 'completed');
    await new Promise(setImmediate);
    codex.echo('T');
    assert.deepEqual(
      codex.history.map(({ text }) => text),
      ['again', 'again'],
    );
  });

  it('a message is queued while a turn runs, and the other key steers', async () => {
    const { submit, codex, stored } = setUp();
    await submit('first');
    codex.echo('T');
    await submit('later');
    await submit('now', { inverted: true });
    assert.deepEqual(codex.steered, ['now']);
    codex.echo('T');
    assert.deepEqual(stored(), ['later']);
  });

  it('two messages to a new thread start one, and a third one finds it by its draft', async () => {
    const { submit, codex, started, surface, stored } = setUp({ shows: null });
    await Promise.all([submit('one'), submit('two')]);
    assert.deepEqual(started, ['/w']);
    assert.equal(surface.shownThreadId, 'N');
    codex.echo('N');
    // The page does not know yet that its thread has an id.
    await submit('three');
    assert.deepEqual(started, ['/w']);
    for (let turn = 0; turn < 3; turn++) {
      codex.end('N', 'completed');
      await new Promise(setImmediate);
      codex.echo('N');
    }
    assert.deepEqual(
      codex.history.map(({ text }) => text),
      ['one', 'two', 'three'],
    );
    assert.deepEqual(stored(), []);
  });

  it('a new thread that starts after the person went elsewhere keeps its own draft', async () => {
    const { submit, drafts, surface, draftKey } = setUp({ shows: null });
    const sent = submit('one');
    surface.show('T');
    await sent;
    assert.equal(surface.shownThreadId, 'T');
    assert.equal(drafts.threadOf(draftKey), 'N');
    assert.notEqual(drafts.keyOf(null), draftKey, 'the next new thread is another one');
  });

  it('a new thread begun while another one starts stays, and the other gets its messages and its draft', async () => {
    const begun = createGate();
    const { submit, type, codex, drafts, surface, draftKey, shown } = setUp({
      shows: null,
      start: () => begun.opened,
    });
    const sent = Promise.all([submit('one'), submit('two')]);
    type('of the first');
    surface.showNew();
    assert.notEqual(surface.project().draftKey, draftKey);
    assert.equal(shown(), '');
    begun.open();
    await sent;
    assert.equal(surface.shownThreadId, null);
    surface.show('N');
    assert.deepEqual([surface.project().draftKey, shown()], [draftKey, 'of the first']);
    codex.echo('N');
    assert.deepEqual(
      codex.history.map(({ text }) => text),
      ['one'],
    );
    assert.equal(drafts.threadOf(draftKey), 'N');
  });

  it('a new thread begun a second time while another one starts is the same', async () => {
    const begun = createGate();
    const { submit, surface } = setUp({ shows: null, start: () => begun.opened });
    const sent = submit('one');
    surface.show('T');
    surface.showNew();
    const { draftKey } = surface.project();
    surface.showNew();
    assert.equal(surface.project().draftKey, draftKey);
    begun.open();
    await sent;
    assert.equal(surface.shownThreadId, null);
  });

  it('what could not start a thread is found in the new thread begun meanwhile, and can be sent from there', async () => {
    const refused = createGate();
    let isRefused = true;
    const { store, codex, messages, drafts, submit, type, surface, shown } = setUp({
      shows: null,
      start: async () => {
        await refused.opened;
        if (isRefused) throw new Error('no codex');
      },
    });
    const sent = submit('one');
    type('of the first');
    surface.showNew();
    drafts.write(surface.project().draftKey, 'of the second');
    refused.open();
    await sent;
    assert.equal(shown(), 'of the first\n\nof the second');
    const [entry] = store.getState().outbox;
    assert.deepEqual([entry?.status, entry?.draftKey], ['failed', surface.project().draftKey]);
    isRefused = false;
    await messages.retry(entry?.clientId ?? '');
    codex.echo('N');
    assert.equal(surface.shownThreadId, 'N');
    assert.equal(shown(), 'of the first\n\nof the second');
  });

  it('a message that is not sent after all is found in the new thread begun meanwhile', async () => {
    const asked = createGate();
    const { submit, surface, shown } = setUp({
      shows: null,
      guard: () => asked.opened.then(() => 'cancel'),
    });
    const sent = submit('hello');
    surface.showNew();
    assert.equal(shown(), '');
    asked.open();
    await sent;
    assert.equal(shown(), 'hello');
  });

  it('ids of messages that are not queued do nothing', async () => {
    const { messages, submit, codex, store } = setUp();
    store.dispatch([turnStarted('T', 'other')]);
    await submit('queued');
    const before = store.getState().outbox;
    await messages.queue({ type: 'removeQueued', clientId: 'unknown' });
    await messages.queue({ type: 'saveQueued', clientId: 'unknown', text: 'x' });
    await messages.queue({ type: 'moveQueued', clientId: 'unknown', beforeClientId: null });
    await messages.queue({ type: 'sendQueuedNow', clientId: 'unknown' });
    await messages.queue({ type: 'pauseQueue', threadId: 'unknown' });
    await messages.queue({ type: 'resumeQueue', threadId: '__proto__' });
    assert.deepEqual(store.getState().outbox, before);
    assert.deepEqual(store.getState().queuePauses, {});
    assert.deepEqual(codex.steered, []);
  });
});
