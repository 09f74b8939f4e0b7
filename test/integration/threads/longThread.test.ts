import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { oldestCodex, pinnedCodex } from '../../support/codexBinary.ts';
import { isOldest, startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { makeLongThread } from '../../support/makeLongThread.ts';
import { completed, message } from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import type { AppState } from '../../../src/shared/appState.ts';
import type { ThreadState } from '../../../src/shared/thread/threadState.ts';
import { watchIdleThreads } from '../../../src/threads/idleThreads.ts';
import { comparable, transcript } from './transcript.ts';

const turns = 2_000;
const script: ModelScript = ({ lastUserText }) => [...message(`Echo: ${lastUserText}`), completed()];

/** A thread once its last turn says something and has ended. */
function answered(id: string, text: string): (state: AppState) => ThreadState | false {
  return ({ threads }) => {
    const thread = threads[id];
    const isEnded = thread?.turns.at(-1)?.status === 'completed';
    return isEnded && transcript(thread).at(-1) === `codex: ${text}` ? thread : false;
  };
}

describe('A thread of 2,000 turns, with the real codex', () => {
  let home: HostHarness;
  let id: string;
  const hosts: HostHarness[] = [];
  const start = async (onWire?: () => void): Promise<HostHarness> => {
    const host = await startHostHarness({ script, beside: home, ...(onWire && { onWire }) });
    hosts.push(host);
    return host;
  };
  const held = (host: HostHarness): ThreadState => {
    const thread = host.store.getState().threads[id];
    assert.ok(thread);
    return thread;
  };

  before(async () => {
    home = await startHostHarness({ script });
    const codexPath = isOldest ? await oldestCodex() : pinnedCodex();
    const { codexHome, workspace: cwd } = home;
    id = await makeLongThread({ codexPath, codexHome, cwd, firstMessage: 'First', turns, itemsPerTurn: 4 });
  });
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
  });
  after(() => home.stop());

  it('opens with its newest turns, and comes back to the first one: each turn once, in order', async () => {
    const host = await start();
    await host.threads.open(id);
    assert.equal(held(host).history, 'partial');
    assert.deepEqual(
      transcript(held(host)).filter((line) => line.startsWith('user')),
      Array.from({ length: 10 }, (_, index) => `user: Question ${turns - 9 + index}`),
    );
    assert.equal(host.wire('out', 'thread/turns/list').length, 1);
    while (held(host).history === 'partial')
      await Promise.all([host.threads.loadOlder(id), host.threads.loadOlder(id)]);
    assert.equal(held(host).history, 'complete');
    assert.deepEqual(
      transcript(held(host)).filter((line) => line.startsWith('user')),
      ['user: First', ...Array.from({ length: turns }, (_, index) => `user: Question ${index + 1}`)],
    );
    assert.equal(host.wire('out', 'thread/turns/list').length, 1 + Math.ceil((turns + 1 - 10) / 60));
    assert.equal(host.wire('out', 'thread/resume').length, 0, 'the writer lock is not taken');
  });

  it('is unloaded when it is idle and not shown, is silent then, and comes back as it looked', async () => {
    let messages = 0;
    const host = await start(() => (messages += 1));
    let shown: string | null = id;
    const listeners = new Set<() => void>();
    const unloads: Promise<void>[] = [];
    const end = watchIdleThreads({
      store: host.store,
      isShown: (threadId) => threadId === shown,
      onDidChangeShown: (listener) => {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
      unload: (threadId) => unloads.push(host.threads.unload(threadId)),
    });
    const show = (threadId: string | null): void => {
      shown = threadId;
      for (const listener of listeners) listener();
    };
    const unsubscribed = async (): Promise<readonly unknown[]> => {
      await Promise.all(unloads);
      return host.wire('out', 'thread/unsubscribe').map(({ params }) => params?.threadId);
    };

    await host.threads.open(id);
    show(null);
    assert.equal(held(host).turns.length, 0);
    assert.deepEqual(await unsubscribed(), [], 'a thread that was only read is not subscribed to');

    shown = id;
    await host.threads.open(id);
    await host.send(id, 'Again');
    show(null);
    assert.ok(held(host).turns.length > 0, 'it runs');
    await host.until(({ threads }) => threads[id]?.turns.length === 0);
    assert.deepEqual(await unsubscribed(), [id]);
    assert.equal(host.store.getState().summaries[id]?.preview, 'First');

    shown = id;
    await host.threads.open(id);
    assert.deepEqual(transcript(held(host)).slice(-2), ['user: Again', 'codex: Echo: Again']);
    assert.equal(held(host).turns.length, 10);

    await host.send(id, 'And again');
    const live = await host.until(answered(id, 'Echo: And again'));
    const requests = host.wire('out', 'thread/resume').length;
    assert.equal(requests, 2, 'it was left, and had to be resumed');
    const reader = await start();
    await reader.threads.open(id);
    assert.deepEqual(comparable(live.turns.slice(-10)), comparable(held(reader).turns), 'live = reload');

    // codex ends what it does after a turn, such as the thread's state in lists, before it answers this.
    await (await host.supervisor.ensureReady()).request('thread/loaded/list', {});
    const before = messages;
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // Silence is no event.
    assert.equal(messages, before, 'an open thread says nothing');
    show(null);
    await host.until(({ threads }) => threads[id]?.turns.length === 0);
    assert.deepEqual(await unsubscribed(), [id, id]);
    end();
  });

  it('has no gap after a loss of the server, whatever was added meanwhile', async () => {
    const host = await start();
    await host.threads.open(id);
    await host.threads.send(id, 'Before the loss', 'before');
    await host.until(answered(id, 'Echo: Before the loss'));
    await host.supervisor.stop();
    const other = await start();
    await other.threads.open(id);
    for (let turn = 0; turn < 12; turn++) {
      await other.threads.send(id, `Elsewhere ${turn}`, `elsewhere${turn}`);
      await other.until(answered(id, `Echo: Elsewhere ${turn}`));
    }
    await other.supervisor.stop();
    await host.threads.open(id);
    assert.equal(held(host).history, 'partial');
    assert.deepEqual(transcript(held(host)).slice(-2), ['user: Elsewhere 11', 'codex: Echo: Elsewhere 11']);
    await host.threads.loadOlder(id);
    const users = transcript(held(host)).filter((line) => line.startsWith('user'));
    assert.deepEqual(users.slice(-13), [
      'user: Before the loss',
      ...Array.from({ length: 12 }, (_, index) => `user: Elsewhere ${index}`),
    ]);
    assert.equal(new Set(held(host).turns.map((turn) => turn.id)).size, 70);
  });
});
