import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { completed, message } from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { endless } from './steps.ts';
import { ended, onlyThread, transcript } from './transcript.ts';

const answer: ModelScript = function* ({ lastUserText }) {
  yield* message(`Echo: ${lastUserText}`);
  yield completed();
};

describe('Steering with the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  it('takes a message in mid-stream into the running turn', async () => {
    host = await startHostHarness({
      script: (request) =>
        request.lastUserText === 'Talk' ? endless('Half a sen', request) : answer(request),
    });
    await host.send(null, 'Talk');
    const { id } = await host.until((state) => {
      const thread = onlyThread(state);
      return transcript(thread).includes('codex: Half a sen (open)') && thread;
    });
    await host.send(id, 'Listen');
    const thread = await host.until(ended(1, 'completed'));
    const [first, partial, ...rest] = transcript(thread);
    assert.deepEqual([first, ...rest], ['user: Talk', 'user: Listen', 'codex: Echo: Listen']);
    // The oldest supported codex completes the message with what there is of it.
    const fate =
      process.env.CODEX_CHAT_TEST_OLDEST === '1'
        ? /^codex: Half a sen/
        : /^codex: Half a sen \(interrupted\)$/;
    assert.match(partial ?? '', fate);
    assert.deepEqual(host.store.getState().outbox, []);
    assert.equal(host.wire('out', 'turn/steer').length, 1);
    assert.equal(host.wire('out', 'turn/start').length, 1);
  });

  it('sends a message once when the turn ends at that moment', async () => {
    let sending: Promise<void> | undefined;
    host = await startHostHarness({
      script: answer,
      onWire: (dir, { method, params }) => {
        // codex has ended the turn, and the state does not know yet.
        if (dir !== 'in' || method !== 'turn/completed' || sending) return;
        assert.equal(onlyThread(host.store.getState())?.turns[0]?.status, 'inProgress');
        sending = host.send(String(params?.threadId), 'Late');
      },
    });
    await host.send(null, 'First');
    const thread = await host.until(ended(2, 'completed'));
    await sending;
    assert.deepEqual(transcript(thread), [
      'user: First',
      'codex: Echo: First',
      'user: Late',
      'codex: Echo: Late',
    ]);
    assert.deepEqual(host.store.getState().outbox, []);
    assert.equal(host.wire('out', 'turn/steer').length, 1, 'the state took it for a steer');
    assert.equal(host.wire('out', 'turn/start').length, 2, 'codex refused that, and it became a turn');
  });

  it('sends each message once, however it falls on the end of a turn', async () => {
    const rounds = 12;
    let sent = 1;
    const sends: Promise<void>[] = [];
    host = await startHostHarness({
      script: answer,
      onWire: (dir, { method, params }) => {
        // The answer is complete, the turn about to be: steer and end cross on the wire.
        const { item } = (params ?? {}) as { item?: { type: string } };
        if (dir !== 'in' || method !== 'item/completed' || item?.type !== 'agentMessage') return;
        if (sent < rounds) sends.push(host.send(String(params?.threadId), `Message ${++sent}`));
      },
    });
    sends.push(host.send(null, 'Message 1'));
    const thread = await host.until((state) => {
      const found = onlyThread(state);
      const lines = transcript(found);
      return (
        found?.turns.every(({ status }) => status !== 'inProgress') &&
        lines.includes(`codex: Echo: Message ${rounds}`) &&
        found
      );
    });
    await Promise.all(sends);
    const users = transcript(thread).filter((line) => line.startsWith('user: '));
    assert.deepEqual(
      users,
      Array.from({ length: rounds }, (_, index) => `user: Message ${index + 1}`),
    );
    assert.ok(thread.turns.every(({ status }) => status === 'completed'));
    assert.deepEqual(host.store.getState().outbox, []);
  });
});
