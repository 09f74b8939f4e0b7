import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { WebviewSession } from '../../../src/panel/webviewSession.ts';
import type { ThreadItem, Turn } from '../../../src/protocol/index.ts';
import type { AppEvent, AppState } from '../../../src/shared/appState.ts';
import { projectSurface } from '../../../src/shared/projectSurface.ts';
import type { Store } from '../../../src/shared/store.ts';
import { cutThread } from '../../../src/shared/thread/cutThread.ts';
import { createReplica, type Replica } from '../../../webview/replica.ts';
import { approvalStates } from '../approvals/approvalStates.ts';
import { summaryOf } from '../approvals/summaries.ts';
import { createSessionParts } from './pageSession.ts';

const shownId = 'T';

function userMessage(turnId: string): ThreadItem {
  return {
    type: 'userMessage',
    id: `${turnId}-user`,
    clientId: `client-${turnId}`,
    content: [{ type: 'text', text: turnId, text_elements: [] }],
  } as ThreadItem;
}

function answer(turnId: string): ThreadItem {
  return { type: 'agentMessage', id: `${turnId}-answer`, text: 'done' } as ThreadItem;
}

function turn(id: string, status: Turn['status'] = 'completed'): Turn {
  return {
    id,
    rootTurnId: id,
    items: [userMessage(id), answer(id)],
    itemsView: 'full',
    status,
    error: null,
    startedAt: 1,
    completedAt: 2,
    durationMs: 1,
  };
}

const turnName = (index: number): string => `turn${String(index).padStart(2, '0')}`;

function loaded(from: number, to: number, complete: boolean, threadId = shownId): AppEvent {
  const turns = Array.from({ length: to - from }, (_, index) => turn(turnName(from + index)));
  return { method: 'host/historyLoaded', params: { threadId, turns, complete } };
}

const seen = (threadId: string): AppEvent => ({
  method: 'host/threadSeen',
  params: { summary: summaryOf(threadId), history: 'partial' },
});

/** The message of a turn, on its way. */
function submitted(turnId: string): AppEvent {
  const entry = {
    clientId: `client-${turnId}`,
    threadId: shownId,
    draftKey: '',
    text: turnId,
    status: 'failed',
    error: null,
    isHeld: false,
  } as const;
  return { method: 'host/messageSubmitted', params: { entry } };
}

interface Page {
  readonly store: Store<AppState, AppEvent>;
  readonly session: WebviewSession;
  readonly replica: Replica;
  /** The threads of which older turns were to be read ahead. */
  readonly ahead: readonly string[];
  /** Lets pass what the session waits for. */
  runTimers(): void;
  /** The turns that the page has, after a check that it is what it has to be. */
  check(): number;
}

/** A page opened on a host that folded `events`. */
function openPage(events: readonly AppEvent[]): Page {
  const { createSurface, store, ahead, open, runTimers } = createSessionParts();
  const surface = createSurface();
  surface.show(shownId);
  for (const event of events) store.dispatch([event]);
  const replica = createReplica({ post: () => assert.fail('the page lost count') });
  const session = open(surface, (message) => {
    if (message.type === 'snapshot' || message.type === 'events') replica.receive(structuredClone(message));
  });
  const check = (): number => {
    const page = projectSurface(replica.getState()?.app ?? assert.fail('no snapshot'), shownId);
    const host = projectSurface(store.getState(), shownId);
    const [pageThread, hostThread] = [page.threads[shownId], host.threads[shownId]];
    assert.equal(pageThread === undefined, hostThread === undefined);
    if (!pageThread || !hostThread) return 0;
    const start = hostThread.turns.length - pageThread.turns.length;
    assert.deepEqual(page, { ...host, threads: { [shownId]: cutThread(hostThread, start) } });
    return pageThread.turns.length;
  };
  return { store, session, replica, ahead, runTimers, check };
}

const turnIds = fc.integer({ min: 0, max: 34 }).map(turnName);
const threadIds = fc.constantFrom(shownId, shownId, shownId, 'other');
const ranges = fc.tuple(fc.nat(30), fc.integer({ min: 0, max: 6 }));

/** Whatever may be folded, in no sensible order. */
const events: fc.Arbitrary<AppEvent> = fc.oneof(
  fc.tuple(threadIds, turnIds, fc.constantFrom('turn/started', 'turn/completed')).map(
    ([threadId, id, method]) =>
      ({
        method,
        params: { threadId, turn: turn(id, method === 'turn/started' ? 'inProgress' : 'failed') },
      }) as AppEvent,
  ),
  fc.tuple(threadIds, turnIds, fc.boolean()).map(
    ([threadId, turnId, isUser]) =>
      ({
        method: 'item/completed',
        params: { threadId, turnId, item: isUser ? userMessage(turnId) : answer(turnId) },
      }) as AppEvent,
  ),
  fc.tuple(threadIds, turnIds).map(
    ([threadId, turnId]) =>
      ({
        method: 'item/completed',
        params: {
          threadId,
          turnId,
          item: { type: 'subAgentActivity', id: 'sub', agentThreadId: 'agent' },
        },
      }) as AppEvent,
  ),
  fc
    .tuple(
      turnIds,
      fc.constantFrom('item/agentMessage/delta', 'turn/plan/updated', 'thread/tokenUsage/updated'),
    )
    .map(
      ([turnId, method]) =>
        ({
          method,
          params: {
            threadId: shownId,
            turnId,
            itemId: `${turnId}-answer`,
            delta: '…',
            explanation: null,
            plan: [],
            tokenUsage: { total: {} },
          },
        }) as AppEvent,
    ),
  turnIds.map(
    (turnId) =>
      ({
        method: 'error',
        params: { threadId: shownId, turnId, error: { message: 'no' }, willRetry: false },
      }) as AppEvent,
  ),
  fc
    .tuple(ranges, fc.boolean(), threadIds)
    .map(([[from, count], complete, threadId]) => loaded(from, from + count, complete, threadId)),
  turnIds.map((lastTurnId): AppEvent => ({
    method: 'host/turnsDropped',
    params: { threadId: shownId, lastTurnId },
  })),
  threadIds.map((threadId): AppEvent => ({ method: 'host/historyRequested', params: { threadId } })),
  threadIds.map((threadId): AppEvent => ({
    method: 'host/historyFailed',
    params: { threadId, message: 'no' },
  })),
  threadIds.map((threadId): AppEvent => ({
    method: 'host/threadUnloaded',
    params: { threadId, hasFailed: threadId === 'other' },
  })),
  threadIds.map(seen),
  fc.constant<AppEvent>({ method: 'host/serverLost', params: { generation: 1 } }),
  fc
    .constantFrom('thread/closed', 'thread/archived')
    .map((method) => ({ method, params: { threadId: shownId } }) as AppEvent),
  fc.constant({ method: 'warning', params: { threadId: shownId, message: 'careful' } } as AppEvent),
  turnIds.map(submitted),
  fc.tuple(threadIds, turnIds).map(([threadId, turnId]): AppEvent => ({
    method: 'host/approvalRequested',
    params: {
      approval: approvalStates.commandExecution({ id: `${threadId}-${turnId}`, threadId, turnId }),
    },
  })),
  turnIds.map((turnId): AppEvent => ({ method: 'host/turnStopping', params: { threadId: shownId, turnId } })),
);

type Step = AppEvent | 'loadOlder' | 'resync';
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: events },
  { weight: 1, arbitrary: fc.constantFrom('loadOlder' as const, 'resync' as const) },
);

describe('A page of a long thread', () => {
  const history = [seen(shownId), seen('agent'), loaded(0, 30, false)];

  it('begins with the newest turns, and gets older ones until it has what the host has', () => {
    const { session, store, replica, check } = openPage(history);
    const historyOf = (): unknown => replica.getState()?.app.threads[shownId]?.history;
    store.dispatch([loaded(0, 30, true)]);
    assert.equal(check(), 10);
    assert.equal(historyOf(), 'partial');
    assert.equal(session.showOlder('other'), false);
    assert.equal(session.showOlder(shownId), true);
    assert.equal(check(), 30);
    assert.equal(historyOf(), 'complete');
    assert.equal(session.showOlder(shownId), false);
  });

  it('gets a part of what comes for it, and the next part at once: more is read ahead', () => {
    const { session, store, replica, ahead, runTimers, check } = openPage([
      seen(shownId),
      loaded(70, 80, false),
    ]);
    assert.equal(session.showOlder(shownId), false);
    store.dispatch([{ method: 'host/historyRequested', params: { threadId: shownId } }]);
    assert.equal(replica.getState()?.app.threads[shownId]?.history, 'loading');
    store.dispatch([loaded(10, 70, false)]);
    assert.equal(check(), 40);
    assert.deepEqual(ahead, [], 'the page draws first');
    runTimers();
    assert.deepEqual(ahead, [shownId]);
    store.dispatch([{ method: 'host/historyRequested', params: { threadId: shownId } }]);
    store.dispatch([loaded(0, 10, true)]);
    assert.equal(check(), 40);
    assert.equal(session.showOlder(shownId), true);
    assert.equal(check(), 70);
    assert.equal(session.showOlder(shownId), true);
    assert.equal(check(), 80);
    runTimers();
    assert.deepEqual(ahead, [shownId], 'there is nothing more to read');
  });

  it('begins with one turn when that one is huge', () => {
    const items = Array.from({ length: 500 }, (_, index) => ({ ...answer('turn30'), id: `a${index}` }));
    const huge = { ...turn('turn30'), items };
    const load: AppEvent = {
      method: 'host/historyLoaded',
      params: { threadId: shownId, turns: [turn('turn29'), huge], complete: false },
    };
    assert.equal(openPage([...history, load]).check(), 1);
  });

  it('keeps its place when the state is sent anew, and takes in what the host loads beside it', () => {
    const { session, store, check } = openPage(history);
    store.dispatch([{ method: 'turn/started', params: { threadId: shownId, turn: turn('turn30') } }]);
    session.sendSnapshot();
    assert.equal(check(), 11);
    assert.equal(session.showOlder(shownId), true);
    assert.equal(check(), 31);
    store.dispatch([{ method: 'host/historyRequested', params: { threadId: shownId } }]);
    const older = Array.from({ length: 5 }, (_, index) => turn(`before${index}`));
    store.dispatch([
      { method: 'host/historyLoaded', params: { threadId: shownId, turns: older, complete: true } },
    ]);
    assert.equal(check(), 36);
  });

  it('is not told of older turns that are loaded for another page', () => {
    const { store, check } = openPage(history);
    store.dispatch([
      {
        method: 'host/historyLoaded',
        params: { threadId: shownId, turns: [turn('before')], complete: false },
      },
    ]);
    assert.equal(check(), 10);
  });

  it('loses a message on its way whose echo is in a turn that it does not hold', () => {
    for (const threadId of [shownId, 'other']) {
      const { store, check } = openPage(history);
      store.dispatch([submitted('before')]);
      const turns = [turn('before')];
      store.dispatch([{ method: 'host/historyLoaded', params: { threadId, turns, complete: false } }]);
      assert.deepEqual(store.getState().outbox, []);
      assert.equal(check(), 10);
    }
  });

  it('knows that it has all there is when the host drops the turns before', () => {
    const { session, store, check } = openPage(history);
    store.dispatch([
      { method: 'host/turnsDropped', params: { threadId: shownId, lastTurnId: turnName(19) } },
    ]);
    store.dispatch([{ method: 'host/historyFailed', params: { threadId: shownId, message: 'no' } }]);
    assert.equal(check(), 10);
    assert.equal(session.showOlder(shownId), false);
  });

  it('is always the end of what the host has, whatever happens', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.array(steps, { maxLength: 40 }), (held, sequence) => {
        const page = openPage([seen(shownId), seen('agent'), loaded(0, held, held % 2 === 0)]);
        assert.equal(page.check(), Math.min(held, 10));
        for (const step of sequence) {
          if (step === 'loadOlder') page.session.showOlder(shownId);
          else if (step === 'resync') page.session.sendSnapshot();
          else page.store.dispatch([step]);
          page.check();
        }
        while (page.session.showOlder(shownId)) page.check();
        assert.equal(page.check(), page.store.getState().threads[shownId]?.turns.length ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});
