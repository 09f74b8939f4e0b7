import type { Turn } from '../../protocol/index.ts';
import { upsertAutoReview } from './autoReviews.ts';
import type { ItemDelta } from './itemReducer.ts';
import type { ThreadEvent } from './threadEvents.ts';
import type { Notice, ThreadState, TurnState } from './threadState.ts';
import { appendDelta, emptyTurn, interruptTurn, updateTurnStatus, upsertItem } from './turnReducer.ts';

const maxNotices = 50;

/** A thread of which nothing is known but its id. */
export function emptyThread(id: string, history: ThreadState['history']): ThreadState {
  return {
    id,
    turns: [],
    notices: [],
    settled: [],
    autoReviews: [],
    tokenUsage: null,
    history,
    historyError: null,
  };
}

function updateTurnAt(
  thread: ThreadState,
  index: number,
  update: (turn: TurnState) => TurnState,
): ThreadState {
  const turn = thread.turns[index];
  const next = turn && update(turn);
  return !next || next === turn ? thread : { ...thread, turns: thread.turns.with(index, next) };
}

function updateTurn(
  thread: ThreadState,
  turnId: string,
  update: (turn: TurnState) => TurnState,
): ThreadState {
  const index = thread.turns.findLastIndex((turn) => turn.id === turnId);
  if (index >= 0) return updateTurnAt(thread, index, update);
  // A turn that was never told of is not shown as running: nothing would ever end it.
  return { ...thread, turns: [...thread.turns, update(emptyTurn(turnId, 'completed'))] };
}

function updateKnownTurn(
  thread: ThreadState,
  turnId: string,
  update: (turn: TurnState) => TurnState,
): ThreadState {
  // From the end, where turns run: a long thread is not searched for every delta.
  const index = thread.turns.findLastIndex((turn) => turn.id === turnId);
  return index < 0 ? thread : updateTurnAt(thread, index, update);
}

function addNotice(thread: ThreadState, kind: Notice['kind'], message: string): ThreadState {
  const turn = thread.turns.at(-1);
  const id = (thread.notices.at(-1)?.id ?? -1) + 1;
  const notice: Notice = { id, turnId: turn?.id ?? null, kind, message };
  return { ...thread, notices: [...thread.notices, notice].slice(-maxNotices) };
}

/** Folds one notification into the thread it names. Events that concern only lists leave it unchanged. */
export function reduceThread(thread: ThreadState, event: ThreadEvent | ItemDelta): ThreadState {
  switch (event.method) {
    case 'turn/started':
    case 'turn/completed':
      return updateTurn(thread, event.params.turn.id, (turn) => updateTurnStatus(turn, event.params.turn));
    case 'turn/plan/updated': {
      const { turnId, explanation, plan } = event.params;
      return updateTurn(thread, turnId, (turn) => ({ ...turn, plan: { explanation, steps: plan } }));
    }
    case 'item/started':
    case 'item/completed': {
      const { turnId, item } = event.params;
      const completed = event.method === 'item/completed';
      // Older servers give the times beside the item only.
      const startedAtMs =
        item.startedAtMs ?? ('startedAtMs' in event.params ? event.params.startedAtMs : null);
      const completedAtMs =
        item.completedAtMs ?? ('completedAtMs' in event.params ? event.params.completedAtMs : null);
      const timed = { ...item, startedAtMs, completedAtMs };
      return updateTurn(thread, turnId, (turn) => upsertItem(turn, timed, completed));
    }
    case 'item/agentMessage/delta':
    case 'item/plan/delta':
    case 'item/reasoning/summaryTextDelta':
    case 'item/reasoning/summaryPartAdded':
    case 'item/reasoning/textDelta':
    case 'item/commandExecution/outputDelta':
    case 'host/outputSkipped':
      return updateKnownTurn(thread, event.params.turnId, (turn) => appendDelta(turn, event));
    case 'thread/tokenUsage/updated': {
      const { turnId, tokenUsage } = event.params;
      return updateKnownTurn({ ...thread, tokenUsage }, turnId, (turn) => ({ ...turn, tokenUsage }));
    }
    case 'error': {
      const { turnId, error, willRetry } = event.params;
      return updateTurn(thread, turnId, (turn) =>
        willRetry ? { ...turn, retryMessage: error.message } : { ...turn, error, retryMessage: null },
      );
    }
    case 'warning':
      return addNotice(thread, 'warning', event.params.message);
    case 'guardianWarning':
      return addNotice(thread, 'guardianWarning', event.params.message);
    case 'item/autoApprovalReview/started':
    case 'item/autoApprovalReview/completed':
      return upsertAutoReview(thread, event.params);
    case 'model/rerouted':
      return addNotice(thread, 'modelRerouted', `${event.params.fromModel} → ${event.params.toModel}`);
    default:
      return thread;
  }
}

/** Puts stored turns (oldest first) among the known ones: a known one stays, a new one stands by its neighbours. */
function mergeTurns(known: readonly TurnState[], stored: readonly TurnState[]): TurnState[] {
  const merged = [...known];
  const indexOf = (id: string): number => merged.findIndex((turn) => turn.id === id);
  const firstKnown = stored.map(({ id }) => indexOf(id)).find((index) => index >= 0);
  let at = firstKnown ?? 0;
  for (const turn of stored) {
    const index = indexOf(turn.id);
    if (index >= 0) merged[index] = turn;
    else merged.splice(at, 0, turn);
    at = (index >= 0 ? index : at) + 1;
  }
  return merged;
}

/** Upserts turns of stored history (oldest first); those that are only known live come after them. */
export function addHistory(thread: ThreadState, turns: readonly Turn[], complete: boolean): ThreadState {
  const stored = turns.map((turn) => {
    const known = thread.turns.find(({ id }) => id === turn.id) ?? emptyTurn(turn.id, 'inProgress');
    const withItems = turn.items.reduce((state, item) => upsertItem(state, item, true), known);
    // A turn known live has its status from the events; history of a running turn may lag behind them.
    return known.status === 'inProgress' ? updateTurnStatus(withItems, turn) : withItems;
  });
  return {
    ...thread,
    turns: mergeTurns(thread.turns, stored),
    history: complete ? 'complete' : 'partial',
    historyError: null,
  };
}

/** Drops a turn and those before it, since turns are missing after it. A turn that is not known changes no turns. */
export function dropTurns(thread: ThreadState, lastTurnId: string): ThreadState {
  const index = thread.turns.findIndex(({ id }) => id === lastTurnId);
  return { ...thread, turns: thread.turns.slice(index + 1), history: 'partial', historyError: null };
}

/** Ends every running turn: the server that ran them is gone. */
export function interruptThread(thread: ThreadState): ThreadState {
  const turns = thread.turns.map(interruptTurn);
  return turns.every((turn, index) => turn === thread.turns[index]) ? thread : { ...thread, turns };
}
