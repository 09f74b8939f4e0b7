import type { ThreadItem } from '../../protocol/index.ts';
import type { HostEvent } from '../hostEvents.ts';
import { appendOutput, boundOutput, emptyOutput, skipOutput } from '../text/boundedOutput.ts';
import type { ThreadEvent } from './threadEvents.ts';
import type { ItemState } from './threadState.ts';

/** The events that append to an item they name by `itemId`. */
export type ItemDelta =
  Extract<ThreadEvent, { params: { itemId: string } }> | Extract<HostEvent, { method: 'host/outputSkipped' }>;

/** Builds the state of an item that the server sent whole. Its times and its output move beside it. */
export function toItemState(
  timed: ThreadItem,
  previous: ItemState | undefined,
  completed: boolean,
): ItemState {
  const { startedAtMs, completedAtMs, ...rest } = timed;
  const item = rest as ThreadItem;
  const base = {
    progress: completed ? ('completed' as const) : ('open' as const),
    startedAtMs: startedAtMs ?? previous?.startedAtMs ?? null,
    completedAtMs: completedAtMs ?? null,
  };
  if (item.type !== 'commandExecution') return { item, ...base };
  // Fast commands send no deltas and the first delta may be lost: the completed item's output wins if it has any.
  const output =
    item.aggregatedOutput === null ? (previous?.output ?? emptyOutput) : boundOutput(item.aggregatedOutput);
  return { item: { ...item, aggregatedOutput: null }, ...base, output };
}

function appendAt(parts: readonly string[], index: number, delta: string): string[] {
  const next = [...parts];
  while (next.length <= index) next.push('');
  next[index] += delta;
  return next;
}

/**
 * Appends a delta to an open item. Deltas after completion are late and dropped; a delta whose kind does not fit
 * the item leaves it unchanged.
 */
export function appendToItem(state: ItemState, event: ItemDelta): ItemState {
  if (state.progress === 'completed') return state;
  const { item } = state;
  switch (event.method) {
    case 'item/agentMessage/delta':
      if (item.type !== 'agentMessage') return state;
      return { ...state, item: { ...item, text: item.text + event.params.delta } };
    case 'item/plan/delta':
      if (item.type !== 'plan') return state;
      return { ...state, item: { ...item, text: item.text + event.params.delta } };
    case 'item/reasoning/summaryTextDelta': {
      if (item.type !== 'reasoning') return state;
      const summary = appendAt(item.summary, event.params.summaryIndex, event.params.delta);
      return { ...state, item: { ...item, summary } };
    }
    case 'item/reasoning/summaryPartAdded': {
      if (item.type !== 'reasoning') return state;
      return { ...state, item: { ...item, summary: appendAt(item.summary, event.params.summaryIndex, '') } };
    }
    case 'item/reasoning/textDelta': {
      if (item.type !== 'reasoning') return state;
      const content = appendAt(item.content, event.params.contentIndex, event.params.delta);
      return { ...state, item: { ...item, content } };
    }
    case 'item/commandExecution/outputDelta':
      if (item.type !== 'commandExecution') return state;
      return { ...state, output: appendOutput(state.output ?? emptyOutput, event.params.delta) };
    case 'host/outputSkipped':
      if (item.type !== 'commandExecution') return state;
      return { ...state, output: skipOutput(state.output ?? emptyOutput, event.params.skipped) };
    default:
      return event satisfies never;
  }
}
