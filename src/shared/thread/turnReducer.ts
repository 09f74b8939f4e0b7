import type { ThreadItem, Turn } from '../../protocol/index.ts';
import { appendToItem, toItemState, type ItemDelta } from './itemReducer.ts';
import type { ItemState, TurnState } from './threadState.ts';

/** A turn known by its id only: item events may come before `turn/started`, or after a re-join. */
export function emptyTurn(id: string, status: TurnState['status']): TurnState {
  return {
    id,
    status,
    items: [],
    error: null,
    retryMessage: null,
    plan: null,
    startedAtMs: null,
    durationMs: null,
    tokenUsage: null,
  };
}

function interruptOpen(
  items: readonly ItemState[],
  which: (item: ThreadItem) => boolean,
): readonly ItemState[] {
  if (!items.some((state) => state.progress === 'open' && which(state.item))) return items;
  return items.map((state) =>
    state.progress === 'open' && which(state.item) ? { ...state, progress: 'interrupted' } : state,
  );
}

/**
 * Upserts an item by id; `item/started` and `item/completed` are this one operation. A completed item replaces
 * wholesale, and a start that comes after completion changes nothing. A user's message in mid-turn is a steer:
 * codex discards the message it was streaming, without completing it, so that one is marked interrupted.
 */
export function upsertItem(turn: TurnState, item: ThreadItem, completed: boolean): TurnState {
  const index = turn.items.findIndex((state) => state.item.id === item.id);
  const previous = turn.items[index];
  if (previous?.progress === 'completed' && !completed) return turn;
  const next = toItemState(item, previous, completed);
  if (previous) return { ...turn, retryMessage: null, items: turn.items.with(index, next) };
  const before =
    item.type === 'userMessage'
      ? interruptOpen(turn.items, ({ type }) => type === 'agentMessage')
      : turn.items;
  return { ...turn, retryMessage: null, items: [...before, next] };
}

/** Appends a delta to a known item of the turn; an unknown id leaves the turn unchanged. */
export function appendDelta(turn: TurnState, event: ItemDelta): TurnState {
  const index = turn.items.findLastIndex((state) => state.item.id === event.params.itemId);
  const previous = turn.items[index];
  if (!previous) return turn;
  const next = appendToItem(previous, event);
  return next === previous ? turn : { ...turn, retryMessage: null, items: turn.items.with(index, next) };
}

/** Takes over what `turn/started` and `turn/completed` say of a turn: its status only, never its items. */
export function updateTurnStatus(turn: TurnState, update: Turn): TurnState {
  const ended = update.status !== 'inProgress';
  return {
    ...turn,
    status: update.status,
    error: update.error ?? (ended && update.status !== 'failed' ? null : turn.error),
    retryMessage: null,
    startedAtMs: update.startedAt === null ? turn.startedAtMs : update.startedAt * 1000,
    durationMs: update.durationMs ?? turn.durationMs,
    items: ended ? interruptOpen(turn.items, () => true) : turn.items,
  };
}

/** Ends a turn whose server is gone. A turn that had ended is returned as it is. */
export function interruptTurn(turn: TurnState): TurnState {
  const items = interruptOpen(turn.items, () => true);
  if (turn.status !== 'inProgress') return items === turn.items ? turn : { ...turn, items };
  return { ...turn, status: 'interrupted', retryMessage: null, items };
}
