import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import {
  completed,
  failed,
  itemAdded,
  message,
  messageItem,
  textDelta,
  uniqueId,
} from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { ended, transcript } from './transcript.ts';

const script: ModelScript = ({ lastUserText }) => {
  const id = uniqueId('msg');
  const begun = [itemAdded(messageItem(id, null)), textDelta(id, 'Half a sen')];
  if (lastUserText === 'Break off') return [...begun, 'cut' as const];
  if (lastUserText === 'Refuse') return [...begun, failed('server_is_overloaded', 'Too busy for that.')];
  if (lastUserText === 'Answer 401') return { status: 401, json: { error: { message: 'Who are you?' } } };
  return [...message(`Echo: ${lastUserText}`), completed()];
};

describe('Failures of the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  for (const { text, says } of [
    { text: 'Break off', says: /stream disconnected/ },
    { text: 'Refuse', says: /capacity|overloaded|busy/i },
    { text: 'Answer 401', says: /401/ },
  ]) {
    it(`fails the turn with codex's words (${text}), and the next message works`, async () => {
      host = await startHostHarness({ script });
      await host.send(null, text);
      const thread = await host.until(ended(1, 'failed'));
      assert.match(thread.turns[0]?.error?.message ?? '', says);
      assert.equal(thread.turns[0]?.retryMessage, null);
      assert.ok(thread.turns[0]?.items.every(({ progress }) => progress !== 'open'));
      assert.equal(transcript(thread)[0], `user: ${text}`);
      assert.deepEqual(host.store.getState().outbox, [], 'the message was sent: only the turn failed');
      await host.until(({ summaries }) => summaries[thread.id]?.status.type === 'systemError');

      await host.send(thread.id, 'Go on');
      const next = await host.until(ended(2, 'completed'));
      assert.deepEqual(transcript(next).slice(-2), ['user: Go on', 'codex: Echo: Go on']);
      assert.equal(next.turns[0]?.status, 'failed');
      assert.equal(next.turns[1]?.error, null);
    });
  }

  it('keeps a message that a broken configuration refuses, and sends it once that is mended', async () => {
    host = await startHostHarness({ script });
    await host.configure('= no toml\n');
    await host.send(null, 'Hello');
    const state = host.store.getState();
    const [entry] = state.outbox;
    assert.equal(entry?.status, 'failed');
    assert.equal(entry.threadId, null);
    assert.match(entry.error ?? '', /failed to load configuration/);
    assert.equal(state.server.kind, 'ready');
    assert.deepEqual(state.threads, {});
    assert.deepEqual(host.stored(), state.outbox);

    await host.retry(entry.clientId);
    const [again] = host.store.getState().outbox;
    assert.equal(again?.status, 'failed', 'still broken');

    await host.configure();
    await host.retry(again.clientId);
    const thread = await host.until(ended(1, 'completed'));
    assert.deepEqual(transcript(thread), ['user: Hello', 'codex: Echo: Hello']);
    assert.deepEqual(host.store.getState().outbox, []);
    assert.equal(host.model.requests.length, 1);
  });

  it('gives up a failed message and returns its text', async () => {
    host = await startHostHarness({ script });
    await host.configure('= no toml\n');
    await host.send(null, 'Hello');
    const clientId = host.store.getState().outbox[0]?.clientId ?? '';
    assert.equal(host.outbox.discard(clientId), 'Hello');
    assert.equal(host.outbox.discard(clientId), undefined);
    assert.deepEqual(host.stored(), []);
  });
});
