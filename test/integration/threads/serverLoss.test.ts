import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { AppState } from '../../../src/shared/appState.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { commandCall, completed, message } from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { endless } from './steps.ts';
import { ended, onlyThread, transcript } from './transcript.ts';

const script: ModelScript = (request) => {
  if (request.lastUserText === 'Talk') return endless('Half a sen', request);
  if (request.lastUserText === 'Touch it' && request.toolOutputs.length === 0)
    return [commandCall({ cmd: 'touch never.txt', sandbox_permissions: 'require_escalated' }), completed()];
  return [...message(`Echo: ${request.lastUserText}`), completed()];
};

const crashed = ({ server }: AppState) => server.kind === 'failed' && server.failure;

function userLines(state: AppState, text: string): string[] {
  return transcript(onlyThread(state)).filter((line) => line.startsWith(`user: ${text}`));
}

describe('The loss of the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  it('interrupts the running turn, and the next message resumes the thread', async () => {
    host = await startHostHarness({ script });
    await host.send(null, 'Talk');
    const { id } = await host.until((state) => {
      const thread = onlyThread(state);
      return transcript(thread).includes('codex: Half a sen (open)') && thread;
    });
    (await host.findServer())();
    const failure = await host.until(crashed);
    assert.equal(failure.kind, 'crashed');
    const state = host.store.getState();
    assert.equal(state.threads[id]?.turns[0]?.status, 'interrupted');
    assert.deepEqual(transcript(state.threads[id]), ['user: Talk', 'codex: Half a sen (interrupted)']);
    assert.equal(state.summaries[id]?.status.type, 'notLoaded');

    await host.send(id, 'Still there?');
    const thread = await host.until(ended(2, 'completed'));
    assert.deepEqual(transcript(thread).slice(2), ['user: Still there?', 'codex: Echo: Still there?']);
    assert.equal(thread.turns[0]?.status, 'interrupted');
    assert.equal(host.wire('out', 'thread/resume').length, 1);
    assert.equal(host.store.getState().server.kind, 'ready');
  });

  it('takes approvals away; requests of the next server are answered anew', async () => {
    host = await startHostHarness({ script });
    await host.send(null, 'Touch it');
    const before = await host.until(({ approvals }) => approvals[0]);
    (await host.findServer())();
    await host.until(crashed);
    assert.deepEqual(host.store.getState().approvals, []);
    assert.deepEqual(await host.asked[0]?.result, { decision: 'decline' });

    await host.send(before.threadId, 'Touch it');
    const after = await host.until(({ approvals }) => approvals[0]);
    assert.equal(after.requestId, before.requestId, 'each process counts from 0');
    assert.notEqual(after.id, before.id);
    assert.equal(host.broker.answer(before.id, 'accept'), false, 'a click on the old card does nothing');
    host.broker.answer(after.id, 'decline');
    await host.until(ended(2, 'completed'));
  });

  it('keeps a message that it could not send, and a retry sends it once', async () => {
    let kill: (() => void) | undefined;
    host = await startHostHarness({ script });
    await host.send(null, 'Hello');
    const { id } = await host.until(ended(1, 'completed'));
    host.store.subscribe(({ events }) => {
      if (events.some(({ method }) => method === 'host/messageSubmitted')) kill?.();
    });
    kill = await host.findServer();
    await host.send(id, 'Lost');
    kill = undefined;
    await host.until(crashed);
    const [entry] = host.store.getState().outbox;
    assert.equal(entry?.status, 'failed');
    assert.equal(entry.threadId, id);
    assert.equal(entry.text, 'Lost');
    assert.match(entry.error ?? '', /codex/);
    assert.deepEqual(host.stored(), host.store.getState().outbox);
    assert.deepEqual(userLines(host.store.getState(), 'Lost'), []);

    await Promise.all([host.retry(entry.clientId), host.retry(entry.clientId)]);
    const thread = await host.until(ended(2, 'completed'));
    assert.deepEqual(transcript(thread).slice(2), ['user: Lost', 'codex: Echo: Lost']);
    assert.deepEqual(host.store.getState().outbox, []);
    assert.equal(host.model.requests.filter(({ lastUserText }) => lastUserText === 'Lost').length, 1);
  });

  it('fails a message that codex had accepted but not yet taken in', async () => {
    host = await startHostHarness({ script });
    await host.send(null, 'Touch it');
    const { threadId } = await host.until(({ approvals }) => approvals[0]);
    // A steer waits for the approval, and is echoed after it.
    await host.send(threadId, 'Also this', 'steer');
    assert.deepEqual(
      host.store.getState().outbox.map(({ text, status }) => [text, status]),
      [['Also this', 'sending']],
    );
    (await host.findServer())();
    await host.until(crashed);
    const entry = await host.until(({ outbox }) => outbox.find(({ status }) => status === 'failed'), 2000);
    await host.retry(entry.clientId);
    const thread = await host.until(ended(2, 'completed'));
    assert.deepEqual(transcript(thread).slice(1), ['user: Also this', 'codex: Echo: Also this']);
    assert.deepEqual(host.store.getState().outbox, []);
  });

  it('can still send the first message of a thread that codex had not stored', async () => {
    host = await startHostHarness({ script });
    const id = await host.threads.start(host.workspace);
    (await host.findServer())();
    await host.until(crashed);
    await host.send(id, 'Hello');
    const [entry] = host.store.getState().outbox;
    if (entry) await host.retry(entry.clientId);
    await host.until(
      ({ threads }) =>
        Object.values(threads).some((thread) => transcript(thread).includes('codex: Echo: Hello')),
      3000,
    );
    assert.deepEqual(host.store.getState().outbox, []);
  });

  it('starts again when told to, after a kill with nothing running', async () => {
    host = await startHostHarness({ script });
    await host.send(null, 'Hello');
    const { id } = await host.until(ended(1, 'completed'));
    (await host.findServer())();
    await host.until(crashed);
    await host.supervisor.restart();
    assert.equal(host.store.getState().server.kind, 'ready');
    const reads = (): number => host.wire('out', 'thread/turns/list').length;
    for (let time = 0; time < 2; time++) await host.threads.open(id);
    assert.equal(reads(), 1, 'what may have been missed is read, once');
    await host.send(id, 'Again');
    const thread = await host.until(ended(2, 'completed'));
    assert.deepEqual(transcript(thread).slice(2), ['user: Again', 'codex: Echo: Again']);
    for (let time = 0; time < 2; time++) await host.threads.open(id);
    assert.equal(reads(), 2, 'and what codex tells of after a resume only');
    const after = host.store.getState().threads[id];
    assert.equal(after?.history, 'complete');
    assert.deepEqual(transcript(after), transcript(thread));
  });
});
