import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { createGate } from '../../support/gate.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import {
  completed,
  itemAdded,
  itemDone,
  message,
  messageItem,
  textDelta,
  uniqueId,
} from '../../support/responseEvents.ts';
import { ended, onlyThread, transcript } from './transcript.ts';

describe('Sending a message with the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  it('streams the answer, confirms the message and counts tokens', async () => {
    const gate = createGate();
    host = await startHostHarness({
      script: async function* () {
        const id = uniqueId('msg');
        yield itemAdded(messageItem(id, null));
        yield textDelta(id, 'Hello ');
        await gate.opened;
        yield textDelta(id, 'there. ÄÖ 🙂');
        yield itemDone(messageItem(id, 'Hello there. ÄÖ 🙂'));
        yield completed(1200, 80);
      },
    });
    const sent = host.send(null, 'Say hello');
    assert.deepEqual(
      host.store.getState().outbox.map(({ text, status, threadId }) => ({ text, status, threadId })),
      [{ text: 'Say hello', status: 'sending', threadId: null }],
    );
    await host.until((state) => transcript(onlyThread(state)).includes('codex: Hello  (open)'));
    await sent;
    assert.deepEqual(host.store.getState().outbox, [], 'the echo came before the answer');
    assert.deepEqual(host.stored(), []);
    assert.equal(onlyThread(host.store.getState())?.turns[0]?.status, 'inProgress');

    gate.open();
    const thread = await host.until(ended(1, 'completed'));
    assert.deepEqual(transcript(thread), ['user: Say hello', 'codex: Hello there. ÄÖ 🙂']);
    assert.equal(thread.history, 'complete');
    assert.equal(thread.tokenUsage?.last.totalTokens, 1280);
    assert.equal(thread.turns[0]?.tokenUsage?.last.totalTokens, 1280);
    assert.ok((thread.turns[0]?.durationMs ?? -1) >= 0);
    const summary = host.store.getState().summaries[thread.id];
    assert.equal(summary?.preview, 'Say hello');
    assert.equal(summary.cwd, host.workspace);
    await host.until((state) => state.summaries[thread.id]?.status.type === 'idle');
  });

  it('keeps the thread for the next message', async () => {
    host = await startHostHarness({
      script: function* ({ lastUserText }) {
        yield* message(`Echo: ${lastUserText}`, { chunkLength: 3 });
        yield completed();
      },
    });
    await host.send(null, 'One');
    const { id } = await host.until(ended(1, 'completed'));
    await host.send(id, 'Two');
    const thread = await host.until(ended(2, 'completed'));
    assert.deepEqual(transcript(thread), ['user: One', 'codex: Echo: One', 'user: Two', 'codex: Echo: Two']);
    assert.equal(host.wire('out', 'thread/resume').length, 0, 'a loaded thread is not resumed');
  });
});
