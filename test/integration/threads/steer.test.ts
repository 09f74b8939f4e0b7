import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { isOldest, startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import {
  completed,
  created,
  itemAdded,
  itemDone,
  message,
  messageItem,
  textDelta,
  uniqueId,
  type ScriptStep,
} from '../../support/responseEvents.ts';
import type { ModelRequest } from '../../support/modelRequest.ts';
import { createGate } from '../../support/gate.ts';
import { hungUp } from './steps.ts';
import { ended, onlyThread, transcript } from './transcript.ts';

function* answer({ lastUserText }: ModelRequest): Generator<ScriptStep> {
  yield* message(`Echo: ${lastUserText}`);
  yield completed();
}

async function* halfASentence({ signal }: ModelRequest, steered: Promise<void>): AsyncGenerator<ScriptStep> {
  const id = uniqueId('msg');
  yield itemAdded(messageItem(id, null));
  yield textDelta(id, 'Half a sen');
  await steered;
  if (!isOldest) await hungUp(signal);
  yield textDelta(id, 'tence.');
  yield itemDone(messageItem(id, 'Half a sentence.'));
  yield completed();
}

describe('Steering with the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  it('takes a message in mid-stream into the running turn', async () => {
    const steered = createGate();
    host = await startHostHarness({
      script: (request) =>
        request.lastUserText === 'Talk' ? halfASentence(request, steered.opened) : answer(request),
    });
    await host.send(null, 'Talk');
    const { id } = await host.until((state) => {
      const thread = onlyThread(state);
      return transcript(thread).includes('codex: Half a sen (open)') && thread;
    });
    await host.send(id, 'Listen', 'steer');
    steered.open();
    const thread = await host.until(ended(1, 'completed'));
    // The oldest supported codex waits for the end of the message, newer ones drop what there is of it.
    const partial = isOldest ? 'codex: Half a sentence.' : 'codex: Half a sen (interrupted)';
    assert.deepEqual(transcript(thread), ['user: Talk', partial, 'user: Listen', 'codex: Echo: Listen']);
    assert.deepEqual(host.store.getState().outbox, []);
    assert.equal(host.wire('out', 'turn/steer').length, 1);
    assert.equal(host.wire('out', 'turn/start').length, 1);
  });

  it('sends a message once when the turn ends at that moment', async () => {
    const shown = createGate();
    const sends: Promise<void>[] = [];
    host = await startHostHarness({
      script: async function* (request) {
        yield created();
        await shown.opened;
        yield* answer(request);
      },
      onWire: (dir, { method, params }) => {
        // codex has ended the turn, and the state does not know yet.
        if (dir === 'in' && method === 'turn/completed' && sends.length === 0)
          sends.push(host.send(String(params?.threadId), 'Late', 'steer'));
      },
    });
    await host.send(null, 'First');
    await host.until((state) => onlyThread(state)?.turns[0]?.status === 'inProgress');
    shown.open();
    const thread = await host.until(ended(2, 'completed'));
    await Promise.all(sends);
    assert.deepEqual(transcript(thread), [
      'user: First',
      'codex: Echo: First',
      'user: Late',
      'codex: Echo: Late',
    ]);
    assert.deepEqual(host.store.getState().outbox, []);
    assert.equal(host.wire('out', 'turn/steer').length, 1, 'the state took it for a steer');
    assert.equal(
      host.wire('out', 'turn/start').length,
      2,
      'codex refused that, and it became a turn of the queue',
    );
  });

  it('sends each message once, however it falls on the end of a turn', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `Message ${index + 1}`);
    const sends: Promise<void>[] = [];
    let isAnswered = false;
    const sendNext = (threadId: string | null): void => {
      const text = texts[sends.length];
      if (text !== undefined) sends.push(host.send(threadId, text, 'steer'));
    };
    host = await startHostHarness({
      script: answer,
      onWire: (dir, { method, params }) => {
        const { item, threadId } = (params ?? {}) as { item?: { type: string }; threadId?: string };
        if (dir !== 'in' || threadId === undefined) return;
        if (method === 'item/completed') isAnswered = item?.type === 'agentMessage';
        // The answer is complete, the turn about to be: steer and end cross on the wire. The oldest supported codex
        // may take a message in then and end the turn without an answer to it.
        const isEnd = method === 'item/completed' ? isAnswered : method === 'turn/completed' && !isAnswered;
        if (isEnd) sendNext(threadId);
      },
    });
    sendNext(null);
    const thread = await host.until((state) => {
      const found = onlyThread(state);
      const isOver = found?.turns.every(({ status }) => status === 'completed') && state.outbox.length === 0;
      return isOver && transcript(found).includes(`user: ${texts.at(-1)}`) && found;
    });
    await Promise.all(sends);
    const lines = transcript(thread);
    assert.deepEqual(
      lines.filter((line) => line.startsWith('user: ')),
      texts.map((text) => `user: ${text}`),
    );
    if (isOldest) return;
    assert.deepEqual(
      lines.filter((line) => line.startsWith('codex: ')),
      texts.map((text) => `codex: Echo: ${text}`),
    );
  });
});
