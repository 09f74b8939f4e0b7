import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Drafts } from '../../../src/panel/drafts.ts';
import { Surface } from '../../../src/panel/surface.ts';
import { WebviewSession } from '../../../src/panel/webviewSession.ts';
import { initialAppState } from '../../../src/shared/appState.ts';
import type { HostToWebview } from '../../../src/shared/messages.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { createReplica } from '../../../webview/replica.ts';
import { readSession } from '../../support/recordedSession.ts';
import { memoryStorage } from './memoryStorage.ts';

function setUp() {
  let next = 0;
  const newId = (): string => `id-${++next}`;
  const store = createStore(reduceApp, initialAppState);
  const storage = memoryStorage();
  const surface = new Surface('sidebar', 'sidebar', store, new Drafts(storage, newId), storage, () => ({
    sendWith: 'enter',
    followUp: 'queue',
  }));
  const posted: HostToWebview[] = [];
  const open = (
    post: (message: HostToWebview) => void = (message) => posted.push(message),
  ): WebviewSession => {
    const session = new WebviewSession(
      store,
      () => surface.project(),
      post,
      newId,
      () => undefined,
    );
    surface.onDidChange(() => session.sendSnapshot());
    return session;
  };
  return { store, surface, posted, open, storage, newId };
}

describe('WebviewSession', () => {
  const recorded = readSession('patchAccepted');

  it('keeps a page that was opened at any point the same as the host', () => {
    for (let opened = 0; opened <= recorded.events.length; opened += 3) {
      const { store, surface, open } = setUp();
      surface.show(recorded.threadId);
      store.dispatch(recorded.events.slice(0, opened));
      const replica = createReplica({ post: () => assert.fail('the page lost count') });
      // A structured copy, as postMessage makes it.
      open((message) => {
        if (message.type === 'snapshot' || message.type === 'events')
          replica.receive(structuredClone(message));
      });
      for (const event of recorded.events.slice(opened)) store.dispatch([event]);
      assert.deepEqual(replica.getState(), surface.project());
    }
  });

  it('numbers events from the snapshot on, and starts anew when something else is shown', () => {
    const { store, surface, posted, open } = setUp();
    open();
    store.dispatch(recorded.events.slice(0, 2));
    surface.show(recorded.threadId);
    store.dispatch(recorded.events.slice(2, 4));
    const [first, , second] = posted;
    assert.equal(first?.type === 'snapshot' && first.seq, 0);
    assert.equal(second?.type, 'snapshot');
    assert.ok(first?.type === 'snapshot' && second?.type === 'snapshot' && first.epoch !== second.epoch);
  });

  it('sends nothing about the turns of a thread that is not shown', () => {
    const { store, posted, open } = setUp();
    open();
    store.dispatch(recorded.events.filter(({ method }) => method.endsWith('/delta')));
    assert.equal(posted.length, 1);
  });

  it('sends nothing after its end', () => {
    const { store, surface, posted, open } = setUp();
    surface.show(recorded.threadId);
    open().dispose();
    store.dispatch(recorded.events);
    assert.equal(posted.length, 1);
  });

  it('restores which thread was shown, and its draft, after a restart', () => {
    const { store, surface, storage, newId } = setUp();
    surface.show('T9');
    new Drafts(storage, newId).write(surface.project().draftKey, 'half a thought');
    const restarted = new Surface('sidebar', 'sidebar', store, new Drafts(storage, newId), storage, () => ({
      sendWith: 'enter',
      followUp: 'queue',
    }));
    assert.equal(restarted.project().threadId, 'T9');
    assert.equal(restarted.project().draft, 'half a thought');
  });
});
