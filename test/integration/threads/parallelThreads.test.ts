import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { AppState } from '../../../src/shared/appState.ts';
import type { ThreadState } from '../../../src/shared/thread/threadState.ts';
import { createGate } from '../../support/gate.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import {
  completed,
  itemAdded,
  itemDone,
  messageItem,
  textDelta,
  uniqueId,
} from '../../support/responseEvents.ts';
import { transcript } from './transcript.ts';

function threadOf(state: AppState, userText: string): ThreadState | undefined {
  return Object.values(state.threads).find((thread) => transcript(thread)[0] === `user: ${userText}`);
}

describe('Two threads at once with the real codex', () => {
  let host: HostHarness;
  afterEach(() => host.stop());

  it('keeps each piece of text in its thread', async () => {
    const gates = Array.from({ length: 6 }, createGate);
    host = await startHostHarness({
      script: async function* ({ lastUserText }) {
        const id = uniqueId('msg');
        const first = lastUserText === 'red' ? 0 : 1;
        let text = '';
        yield itemAdded(messageItem(id, null));
        for (let piece = 0; piece < 3; piece++) {
          await gates[2 * piece + first]?.opened;
          text += `${lastUserText}${piece} `;
          yield textDelta(id, `${lastUserText}${piece} `);
        }
        yield itemDone(messageItem(id, text));
        yield completed();
      },
    });
    await Promise.all([host.send(null, 'red'), host.send(null, 'blue')]);
    for (const [index, gate] of gates.entries()) {
      gate.open();
      const color = index % 2 === 0 ? 'red' : 'blue';
      const piece = Math.floor(index / 2);
      await host.until((state) => transcript(threadOf(state, color))[1]?.includes(`${color}${piece}`));
    }
    const [red, blue] = await host.until((state) => {
      const found = [threadOf(state, 'red'), threadOf(state, 'blue')];
      return found.every((thread) => thread?.turns[0]?.status === 'completed') && found;
    });
    assert.deepEqual(transcript(red), ['user: red', 'codex: red0 red1 red2 ']);
    assert.deepEqual(transcript(blue), ['user: blue', 'codex: blue0 blue1 blue2 ']);
    const state = host.store.getState();
    assert.equal(Object.keys(state.threads).length, 2);
    assert.equal(state.summaries[red?.id ?? '']?.preview, 'red');
    assert.equal(state.summaries[blue?.id ?? '']?.preview, 'blue');
    assert.deepEqual(state.outbox, []);
    assert.equal(host.wire('out', 'initialize').length, 1, 'one server for both');
  });
});
