import assert from 'node:assert/strict';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { initialAppState, type AppEvent, type AppState } from '../../../../src/shared/appState.ts';
import { concernsSurface, projectSurface } from '../../../../src/shared/projectSurface.ts';
import { reduceApp } from '../../../../src/shared/reduceApp.ts';
import { coalesce } from '../../../../src/shared/thread/coalesce.ts';
import type { ItemState, TurnState } from '../../../../src/shared/thread/threadState.ts';
import { assertGolden } from '../../../support/golden.ts';
import {
  readSession,
  sessionNames,
  sessionsDir,
  type RecordedSession,
} from '../../../support/recordedSession.ts';

function fold(events: readonly AppEvent[], state: AppState = initialAppState): AppState {
  return events.reduce(reduceApp, state);
}

function foldHistory({ events, threadId, storedTurns }: RecordedSession): AppState {
  const seen = fold(events.slice(0, 1));
  return reduceApp(seen, {
    method: 'host/historyLoaded',
    params: { threadId, turns: storedTurns, complete: true },
  });
}

/** Codex stores no item that did not complete, and no command that was declined (a declined patch it does store). */
function isStored({ progress, item }: ItemState): boolean {
  return progress === 'completed' && !(item.type === 'commandExecution' && item.status === 'declined');
}

/**
 * What live and stored state must agree on. Left out, since the history has no trace of it: items that never
 * completed, declined commands, plans, token usage, retry and other notices, which of two parallel items came first, exact times, and
 * the source and process id that a command gets when it runs.
 */
function comparable(turns: readonly TurnState[]): unknown {
  return turns.map(({ id, status, error, items }) => ({
    id,
    status,
    error,
    items: items
      .filter(isStored)
      .map(({ item, output }) => ({ ...item, output }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }));
}

describe('recorded sessions of codex', () => {
  for (const name of sessionNames()) {
    describe(name, () => {
      const session = readSession(name);
      const whole = fold(session.events);

      it('replays to its golden state', () => {
        assertGolden(path.join(sessionsDir, `${name}.golden.json`), whole);
        assert.deepEqual(whole.approvals, []);
        const turns = whole.threads[session.threadId]?.turns ?? [];
        assert.ok(turns.length > 0);
        for (const turn of turns) {
          assert.notEqual(turn.status, 'inProgress');
          assert.ok(turn.items.every(({ progress }) => progress !== 'open'));
        }
      });

      it('is the same after a JSON round trip at any point', () => {
        let state = initialAppState;
        session.events.forEach((event, index) => {
          state = reduceApp(JSON.parse(JSON.stringify(state)) as AppState, event);
          assert.deepEqual(
            fold(session.events.slice(index + 1), state),
            whole,
            `split after ${index + 1} events`,
          );
        });
      });

      it('looks the same live and reloaded from history', () => {
        const live = whole.threads[session.threadId]?.turns ?? [];
        const reloaded = foldHistory(session).threads[session.threadId]?.turns ?? [];
        assert.deepEqual(comparable(live), comparable(reloaded));
      });

      it('does not change when history is loaded over the live state', () => {
        const { threadId, storedTurns } = session;
        const merged = reduceApp(whole, {
          method: 'host/historyLoaded',
          params: { threadId, turns: storedTurns, complete: true },
        });
        const ids = (state: AppState): unknown =>
          state.threads[threadId]?.turns.map((turn) => [
            turn.id,
            turn.status,
            turn.items.map(({ item }) => item.id),
          ]);
        assert.deepEqual(ids(merged), ids(whole));
      });

      it('folds to the same state with deltas joined, however they are batched', () => {
        assert.deepEqual(fold(coalesce(session.events)), whole);
        fc.assert(
          fc.property(fc.array(fc.nat(session.events.length), { maxLength: 8 }), (cuts) => {
            const bounds = [0, ...cuts.sort((a, b) => a - b), session.events.length];
            const batches = bounds.slice(1).map((end, index) => session.events.slice(bounds[index], end));
            assert.deepEqual(fold(batches.flatMap(coalesce)), whole);
          }),
          { numRuns: 20 },
        );
      });

      it('changes nothing when a completed item comes again', () => {
        for (const event of session.events.filter(({ method }) => method === 'item/completed'))
          assert.deepEqual(reduceApp(whole, event), whole);
      });

      it('gives a surface its projection by the events that concern it', () => {
        for (const shown of [session.threadId, 'another thread', null]) {
          const wanted = session.events.filter((event) => concernsSurface(event, shown));
          const replica = fold(wanted, projectSurface(initialAppState, shown));
          assert.deepEqual(projectSurface(replica, shown), projectSurface(whole, shown));
        }
      });
    });
  }
});
