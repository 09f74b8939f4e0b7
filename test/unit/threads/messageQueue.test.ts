import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { initialAppState, type OutboxEntry } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { MessageQueue } from '../../../src/threads/messageQueue.ts';
import { Outbox } from '../../../src/threads/outbox.ts';
import { threadSeen } from '../shared/outbox/outboxStates.ts';
import { FakeCodexThreads, type RequestFate } from './fakeCodexThreads.ts';

function setUp() {
  const store = createStore(reduceApp, initialAppState);
  const codex = new FakeCodexThreads(store);
  const storage = { load: () => [], save: () => Promise.resolve() };
  let lastId = 0;
  const outbox = new Outbox(store, codex, storage, () => `client-${++lastId}`);
  const queue = new MessageQueue(store, outbox);
  store.dispatch([threadSeen('T')]);
  const start = (): Promise<string> => Promise.reject(new Error('no thread is to be started'));
  const entries = (): readonly OutboxEntry[] => store.getState().outbox;
  return { store, codex, outbox, queue, start, entries };
}

type Step =
  | { readonly do: 'submit'; readonly followUp: 'queue' | 'steer' }
  | { readonly do: 'end'; readonly status: 'completed' | 'interrupted' | 'failed' }
  | { readonly do: 'fate'; readonly fate: RequestFate }
  | { readonly do: 'begin' | 'echo' | 'lose' | 'pause' | 'resume' | 'settle' }
  | {
      readonly do: 'hold' | 'release' | 'edit' | 'move' | 'remove' | 'sendNow' | 'retry';
      readonly at: number;
    };

const at = fc.nat({ max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('submit'), followUp: fc.constantFrom('queue', 'steer') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('end'),
      status: fc.constantFrom('completed', 'completed', 'interrupted', 'failed'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('fate'),
      fate: fc.constantFrom<RequestFate>('refused', 'lostBefore', 'lostAfter'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('begin', 'echo', 'settle', 'settle', 'lose', 'pause', 'resume'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('hold', 'release', 'edit', 'move', 'remove', 'sendNow', 'retry'),
      at,
    }),
  },
) as fc.Arbitrary<Step>;

/** The same message under each of the texts that it was given. */
const original = (text: string): string => text.replaceAll('!', '');

describe('A queue of messages', () => {
  it('holds each message once or has given it to codex once, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
        const { codex, outbox, queue, start, entries } = setUp();
        const expected = new Set<string>();
        const maySteer = new Set<string>();
        let lastText = 0;
        const pick = (index: number): OutboxEntry | undefined => entries()[index];

        const check = (): void => {
          const had = codex.history.map(({ text }) => original(text));
          assert.equal(new Set(had).size, had.length, 'sent twice');
          assert.equal(codex.overlaps, 0, 'two turns at once');
          for (const text of codex.steered) assert.ok(maySteer.has(original(text)), `${text} was to wait`);
          // What failed or is being sent may be with codex already; what is queued must not.
          const queued = entries().filter(({ status }) => status === 'queued');
          assert.deepEqual(
            queued.filter(({ text }) => had.includes(original(text))),
            [],
            'codex has it, and it would be sent again',
          );
          const held = entries().map(({ text }) => original(text));
          assert.equal(new Set(held).size, held.length, 'twice in the outbox');
          for (const text of expected)
            assert.ok(held.includes(text) || had.includes(text), `${text} is lost`);
        };

        const act = (each: Step): void => {
          switch (each.do) {
            case 'submit': {
              const text = `text ${++lastText}`;
              expected.add(text);
              if (each.followUp === 'steer') maySteer.add(text);
              return void outbox.submit('T', text, start, 'd', each.followUp);
            }
            case 'end':
              return codex.end('T', each.status);
            case 'fate':
              codex.fate = each.fate;
              return undefined;
            case 'begin':
              return codex.begin('T');
            case 'echo':
              return codex.echo('T');
            case 'lose':
              return codex.lose();
            case 'pause':
              return queue.pause('T');
            case 'resume':
              return queue.resume('T');
            case 'settle':
              return undefined;
            default: {
              const entry = pick(each.at);
              if (!entry) return undefined;
              const { clientId, text, status } = entry;
              if (each.do === 'hold') queue.hold(clientId, true);
              if (each.do === 'release') queue.hold(clientId, false);
              if (each.do === 'edit') queue.edit(clientId, `${text}!`);
              if (each.do === 'move') queue.move(clientId, pick(each.at + 1)?.clientId ?? null);
              if (each.do === 'sendNow') maySteer.add(original(text));
              if (each.do === 'sendNow') void queue.sendNow(clientId, start);
              if (each.do === 'retry') void outbox.retry(clientId, start);
              if (each.do === 'remove') {
                if (status === 'queued') expected.delete(original(text));
                queue.remove(clientId);
              }
              return undefined;
            }
          }
        };

        for (const each of steps) {
          act(each);
          if (each.do === 'settle') await settled();
          check();
        }

        // A person who goes on with all of it brings all of it to codex, once.
        codex.fate = 'taken';
        for (let round = 0; round < 50 && entries().length > 0; round++) {
          for (const { clientId, status, isHeld } of entries()) {
            if (isHeld) queue.hold(clientId, false);
            if (status === 'failed') void outbox.retry(clientId, start);
          }
          queue.resume('T');
          await settled();
          codex.echo('T');
          codex.end('T', 'completed');
          await settled();
          check();
        }
        assert.deepEqual(entries(), []);
        assert.deepEqual(
          codex.history.map(({ text }) => original(text)).toSorted(),
          [...expected].toSorted(),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('keeps the order in which messages were sent', async () => {
    const calm = fc.constantFrom('submit', 'end', 'hold', 'release');
    await fc.assert(
      fc.asyncProperty(fc.array(calm, { maxLength: 30 }), async (steps) => {
        const { codex, outbox, queue, start, entries } = setUp();
        let lastText = 0;
        // A turn that takes messages in as soon as they come.
        const goOn = async (): Promise<void> => {
          await settled();
          codex.echo('T');
        };
        void outbox.submit('T', 'text 0', start, 'd');
        await goOn();
        for (const each of steps) {
          const first = entries()[0]?.clientId ?? '';
          // While one is edited the thread may be idle: what is sent then is sent at once.
          const isHeld = entries().some((entry) => entry.isHeld);
          if (each === 'submit' && !isHeld) void outbox.submit('T', `text ${++lastText}`, start, 'd');
          if (each === 'end') codex.end('T', 'completed');
          if (each === 'hold') queue.hold(first, true);
          if (each === 'release') queue.hold(first, false);
          await goOn();
        }
        for (let round = 0; round <= lastText + 1; round++) {
          for (const { clientId } of entries()) queue.hold(clientId, false);
          await goOn();
          codex.end('T', 'completed');
        }
        const order = codex.history.map(({ text }) => text);
        assert.deepEqual(
          order,
          Array.from({ length: lastText + 1 }, (_, index) => `text ${index}`),
        );
      }),
      { numRuns: 200 },
    );
  });
});
