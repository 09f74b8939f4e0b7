import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Drafts } from '../../../src/panel/drafts.ts';
import type { AppEvent } from '../../../src/shared/appState.ts';
import type { HostToWebview } from '../../../src/shared/messages.ts';
import { createReplica } from '../../../webview/replica.ts';
import { readSession } from '../../support/recordedSession.ts';
import { summaryOf } from '../approvals/summaries.ts';
import { createSessionParts } from './pageSession.ts';

function setUp() {
  const parts = createSessionParts();
  const surface = parts.createSurface();
  const posted: HostToWebview[] = [];
  const open = (post: (message: HostToWebview) => void = (message) => posted.push(message)) =>
    parts.open(surface, post);
  return { ...parts, surface, posted, open };
}

const seen: AppEvent = {
  method: 'host/threadSeen',
  params: { summary: summaryOf('T1'), history: 'partial' },
};
const asked: AppEvent = { method: 'host/historyRequested', params: { threadId: 'T1' } };
const loaded: AppEvent = {
  method: 'host/historyLoaded',
  params: { threadId: 'T1', turns: [], complete: true },
};
const failed: AppEvent = { method: 'host/historyFailed', params: { threadId: 'T1', message: 'gone' } };

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

  it('shows a thread that is being read as soon as it is, in one step', () => {
    for (const last of [loaded, failed]) {
      const { store, surface, posted, open } = setUp();
      open();
      surface.show('T1');
      for (const event of [seen, asked]) store.dispatch([event]);
      assert.equal(posted.length, 1);
      store.dispatch([last]);
      const message = posted[1];
      assert.ok(message?.type === 'snapshot');
      assert.deepEqual(message.state, surface.project());
      assert.equal(posted.length, 2);
    }
  });

  it('says that a thread is being read when that takes a moment', () => {
    const { store, surface, posted, open, runTimers } = setUp();
    open();
    surface.show('T1');
    store.dispatch([seen, asked]);
    runTimers();
    const [, message] = posted;
    assert.ok(message?.type === 'snapshot');
    assert.equal(message.state.app.threads['T1']?.history, 'loading');
    store.dispatch([loaded]);
    assert.equal(posted[2]?.type, 'events');
    runTimers();
    assert.equal(posted.length, 3);
  });

  it('shows what was chosen last, at once when that is there', () => {
    const { store, surface, posted, open, runTimers } = setUp();
    open();
    surface.show('T1');
    surface.show(null);
    assert.equal(posted[1]?.type === 'snapshot' && posted[1].state.threadId, null);
    surface.show('T2');
    surface.show('T1');
    store.dispatch([seen, loaded]);
    runTimers();
    assert.equal(posted[2]?.type === 'snapshot' && posted[2].state.threadId, 'T1');
    assert.equal(posted.length, 3);
  });

  it('tells when the page has been sent what is shown', async () => {
    const { surface, posted, open, runTimers } = setUp();
    const session = open();
    assert.equal(await session.sent(), false);
    surface.show('T1');
    const counted = session.sent().then((wasComing) => [wasComing, posted.length]);
    runTimers();
    assert.deepEqual(await counted, [true, 2]);
    surface.show('T2');
    const ended = session.sent();
    session.dispose();
    assert.equal(await ended, true);
  });

  it('reads nothing ahead of a thread that is left before that', () => {
    const { store, surface, open, ahead, runTimers } = setUp();
    const turns = Array.from({ length: 20 }, (_, index) => ({
      id: `t${index}`,
      items: [],
      status: 'completed',
    }));
    const some = { method: 'host/historyLoaded', params: { threadId: 'T1', turns, complete: false } };
    surface.show('T1');
    store.dispatch([seen, some as unknown as AppEvent]);
    const session = open();
    assert.equal(session.showOlder('T1'), true);
    surface.show(null);
    runTimers();
    assert.deepEqual(ahead, []);
  });

  it('sends nothing of what was coming after its end', () => {
    const { store, surface, posted, open, runTimers } = setUp();
    const session = open();
    surface.show('T1');
    session.dispose();
    store.dispatch([seen, loaded]);
    runTimers();
    assert.equal(posted.length, 1);
  });

  it('restores which thread was shown, and its draft, after a restart', () => {
    const { createSurface, surface, storage } = setUp();
    surface.show('T9');
    new Drafts(storage, () => '').write(surface.project().draftKey, 'half a thought');
    const restarted = createSurface();
    assert.equal(restarted.project().threadId, 'T9');
    assert.equal(restarted.project().draft, 'half a thought');
  });
});
