import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { AppState, OutboxEntry } from '../../../src/shared/appState.ts';
import { createGate, type Gate } from '../../support/gate.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { commandCall, completed, created, message } from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { onlyThread, transcript } from './transcript.ts';

/** What was said and answered, without what was said in between. */
function pairs(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => [`user: ${text}`, `codex: Echo: ${text}`]);
}

const texts = ({ outbox }: AppState): string[] => outbox.map(({ text }) => text);

describe('A queue of messages with the real codex', () => {
  let host: HostHarness;
  /** The answer to the text that a gate is called by waits until it is open. */
  let gates: Map<string, Gate>;
  /** What a compaction asks waits until it is open. */
  let compaction: Gate | undefined;
  const gate = (text: string): Gate => gates.get(text) ?? assert.fail(`no gate for ${text}`);

  const script: ModelScript = (request) => {
    const { lastUserText, toolOutputs } = request;
    if (lastUserText === 'Touch it' && toolOutputs.length === 0)
      return [commandCall({ cmd: 'touch never.txt', sandbox_permissions: 'require_escalated' }), completed()];
    return (async function* () {
      yield created();
      await gates.get(lastUserText)?.opened;
      await compaction?.opened;
      yield* message(`Echo: ${lastUserText}`);
      yield completed();
    })();
  };

  beforeEach(async () => {
    gates = new Map();
    compaction = undefined;
    host = await startHostHarness({ script });
  });
  afterEach(() => host.stop());

  /** Starts a thread with a turn that goes on until its gate is opened, with messages queued behind it. */
  async function startBusy(text: string, ...queued: readonly string[]): Promise<string> {
    gates.set(text, createGate());
    await host.send(null, text);
    const { id } = await host.until((state) => {
      const thread = onlyThread(state);
      return thread?.turns[0]?.status === 'inProgress' && state.outbox.length === 0 && thread;
    });
    for (const each of queued) await host.send(id, each);
    assert.deepEqual(
      host.store.getState().outbox.map(({ text: queuedText, status }) => [queuedText, status]),
      queued.map((each) => [each, 'queued']),
    );
    return id;
  }

  function entry(text: string): OutboxEntry {
    return host.store.getState().outbox.find((each) => each.text === text) ?? assert.fail(`no ${text}`);
  }

  /** Resolves when the last turn of so many has ended and nothing waits. */
  async function untilDone(turns: number): Promise<string[]> {
    const thread = await host.until((state) => {
      const found = onlyThread(state);
      const isDone =
        found?.turns.length === turns && found.turns.every(({ status }) => status !== 'inProgress');
      return isDone && state.outbox.length === 0 && found;
    });
    return transcript(thread);
  }

  it('of five is sent in order, a turn for each', async () => {
    await startBusy('Busy', 'One', 'Two', 'Three', 'Four', 'Five');
    assert.deepEqual(
      host.stored().map(({ text }) => text),
      ['One', 'Two', 'Three', 'Four', 'Five'],
      'stored',
    );
    gate('Busy').open();
    assert.deepEqual(await untilDone(6), pairs('Busy', 'One', 'Two', 'Three', 'Four', 'Five'));
    assert.equal(host.wire('out', 'turn/start').length, 6);
    assert.equal(host.wire('out', 'turn/steer').length, 0);
    assert.deepEqual(host.stored(), []);
  });

  it('is edited, moved and shortened while it is sent', async () => {
    gates.set('One', createGate());
    await startBusy('Busy', 'One', 'Two', 'Three', 'Four', 'Five');
    gate('Busy').open();
    await host.until(
      (state) => texts(state).join() === 'Two,Three,Four,Five' && onlyThread(state)?.turns.length === 2,
    );
    host.queue.hold(entry('Four').clientId, true);
    host.queue.edit(entry('Four').clientId, 'Four, better');
    host.queue.move(entry('Five').clientId, entry('Two').clientId);
    host.queue.remove(entry('Three').clientId);
    // What is on its way is no longer to be changed, and what is not there changes nothing.
    host.queue.remove('unknown');
    host.queue.move('unknown', null);
    gate('One').open();
    assert.deepEqual(await untilDone(5), pairs('Busy', 'One', 'Five', 'Two', 'Four, better'));
  });

  it('waits at a message that is edited, and goes on when that is saved or released', async () => {
    await startBusy('Busy', 'One', 'Two', 'Three');
    host.queue.hold(entry('One').clientId, true);
    host.queue.hold(entry('Two').clientId, true);
    gate('Busy').open();
    await host.until((state) => onlyThread(state)?.turns[0]?.status === 'completed');
    assert.deepEqual(texts(host.store.getState()), ['One', 'Two', 'Three']);
    host.queue.edit(entry('One').clientId, 'One, better');
    await host.until((state) => onlyThread(state)?.turns[1]?.status === 'completed');
    assert.deepEqual(texts(host.store.getState()), ['Two', 'Three']);
    // A blank text is no message: the old one is kept.
    host.queue.edit(entry('Two').clientId, ' \n');
    assert.deepEqual(await untilDone(4), pairs('Busy', 'One, better', 'Two', 'Three'));
  });

  it('pauses and goes on when told', async () => {
    const id = await startBusy('Busy', 'One', 'Two');
    host.queue.pause(id);
    gate('Busy').open();
    await host.until((state) => onlyThread(state)?.turns[0]?.status === 'completed');
    assert.deepEqual(texts(host.store.getState()), ['One', 'Two']);
    assert.equal(host.store.getState().queuePauses[id], 'asked');
    // Something else is sent at once, and does not wake the queue.
    await host.send(id, 'In between');
    await host.until((state) => onlyThread(state)?.turns[1]?.status === 'completed');
    assert.deepEqual(texts(host.store.getState()), ['One', 'Two']);
    // One of a paused queue is sent when asked for.
    await host.queue.sendNow(entry('Two').clientId, () => assert.fail('there is a thread'));
    await host.until((state) => onlyThread(state)?.turns[2]?.status === 'completed');
    assert.deepEqual(texts(host.store.getState()), ['One']);
    host.queue.resume(id);
    assert.deepEqual(await untilDone(4), pairs('Busy', 'In between', 'Two', 'One'));
    assert.deepEqual(host.store.getState().queuePauses, {});
  });

  it('pauses when the turn is interrupted', async () => {
    const id = await startBusy('Busy', 'One', 'Two');
    await host.threads.interrupt(id);
    await host.until((state) => onlyThread(state)?.turns[0]?.status === 'interrupted');
    assert.equal(host.store.getState().queuePauses[id], 'interrupted');
    assert.deepEqual(texts(host.store.getState()), ['One', 'Two']);
    host.queue.resume(id);
    const lines = await untilDone(3);
    assert.deepEqual(lines.slice(1), pairs('One', 'Two'));
  });

  it('fills while an approval waits, and is sent after the turn', async () => {
    await host.send(null, 'Touch it');
    const { id: approvalId, threadId } = await host.until(({ approvals }) => approvals[0]);
    await host.send(threadId, 'One');
    await host.send(threadId, 'Two');
    await host.send(threadId, 'Steered', 'steer');
    assert.equal(host.store.getState().approvals[0]?.status, 'pending', 'nobody has answered it');
    assert.deepEqual(
      host.store.getState().outbox.map(({ text, status }) => [text, status]),
      [
        ['One', 'queued'],
        ['Two', 'queued'],
        ['Steered', 'sending'],
      ],
    );
    host.broker.answer(approvalId, 'decline');
    const lines = await untilDone(3);
    assert.deepEqual(lines.slice(1), [...pairs('Steered'), ...pairs('One', 'Two')]);
  });

  it('steers the running turn with a message of it when asked', async () => {
    await host.send(null, 'Touch it');
    const { id: approvalId } = await host.until(({ approvals }) => approvals[0]);
    const { id } = onlyThread(host.store.getState()) ?? assert.fail();
    await host.send(id, 'One');
    await host.send(id, 'Two');
    await host.queue.sendNow(entry('Two').clientId, () => assert.fail('there is a thread'));
    assert.equal(entry('Two').status, 'sending');
    assert.equal(host.wire('out', 'turn/steer').length, 1);
    host.broker.answer(approvalId, 'decline');
    const lines = await untilDone(2);
    assert.deepEqual(lines.slice(1), pairs('Two', 'One'));
  });

  it('gets a steer back, with the reason, that came after the end of its turn', async () => {
    const sends: Promise<void>[] = [];
    const reasons: (string | null)[] = [];
    host.store.subscribe(({ events }) => {
      for (const event of events)
        if (event.method === 'host/messageQueued') reasons.push(event.params.reason);
    });
    host.supervisor.onNotification(({ notification }) => {
      // codex has ended the turn, and the state does not know yet.
      if (notification.method === 'turn/completed' && sends.length === 0)
        sends.push(host.send(notification.params.threadId, 'Late', 'steer'));
    });
    await host.send(null, 'First');
    await host.until((state) => texts(state).length === 0 && sends.length === 1);
    await Promise.all(sends);
    assert.deepEqual(await untilDone(2), pairs('First', 'Late'));
    assert.deepEqual(reasons, ['The turn ended before Codex took this message.']);
  });

  it('gets a steer back, with the reason, that was meant for another turn', async () => {
    const id = await startBusy('Busy');
    // The state is one turn behind: a turn that it never heard the end of, and codex runs another one.
    host.store.dispatch([
      {
        method: 'turn/started',
        params: {
          threadId: id,
          turn: {
            id: 'gone',
            rootTurnId: 'gone',
            items: [],
            itemsView: 'notLoaded',
            status: 'inProgress',
            error: null,
            startedAt: null,
            completedAt: null,
            durationMs: null,
          },
        },
      },
    ]);
    await host.send(id, 'Steer', 'steer');
    assert.deepEqual(
      [entry('Steer').status, entry('Steer').error],
      ['queued', 'Another turn was running by then.'],
    );
  });

  it('gets a steer back, with the reason, that the running turn cannot take', async () => {
    await host.send(null, 'First');
    const { id } = await host.until(
      (state) => onlyThread(state)?.turns[0]?.status === 'completed' && onlyThread(state),
    );
    compaction = createGate();
    const connection = await host.supervisor.ensureReady();
    await connection.request('thread/compact/start', { threadId: id });
    await host.until((state) => onlyThread(state)?.turns[1]?.status === 'inProgress');
    await host.send(id, 'Steer', 'steer');
    assert.deepEqual(
      [entry('Steer').status, entry('Steer').error],
      ['queued', 'The running turn takes no messages.'],
    );
    compaction.open();
    const lines = transcript(
      await host.until((state) => onlyThread(state)?.turns[2]?.status === 'completed' && onlyThread(state)),
    );
    assert.equal(lines.filter((line) => line === 'user: Steer').length, 1);
  });

  it('of a thread that is being started belongs to that thread', async () => {
    const start = (): Promise<string> => host.threads.start(host.workspace);
    const noStart = (): Promise<string> => assert.fail('one thread is enough');
    const first = host.outbox.submit(null, 'One', start, 'draft');
    const second = host.outbox.submit(null, 'Two', noStart, 'draft');
    const third = host.outbox.submit(null, 'Three', noStart, 'draft');
    assert.deepEqual(
      host.store.getState().outbox.map(({ status }) => status),
      ['sending', 'queued', 'queued'],
    );
    await Promise.all([first, second, third]);
    assert.deepEqual(await untilDone(3), pairs('One', 'Two', 'Three'));
  });

  it('of a thread that could not be started fails with its first message, and each can be sent again', async () => {
    const failing = (): Promise<string> => Promise.reject(new Error('no such folder'));
    const start = (): Promise<string> => host.threads.start(host.workspace);
    await Promise.all([
      host.outbox.submit(null, 'One', failing, 'draft'),
      host.outbox.submit(null, 'Two', failing, 'draft'),
    ]);
    assert.deepEqual(
      host.store.getState().outbox.map(({ status }) => status),
      ['failed', 'failed'],
    );
    const [one, two] = host.store.getState().outbox;
    await host.outbox.retry(one?.clientId ?? '', start);
    await host.outbox.retry(two?.clientId ?? '', () => assert.fail('the thread is there'));
    assert.deepEqual(await untilDone(2), pairs('One', 'Two'));
  });
});
