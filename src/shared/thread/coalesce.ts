import { shortenDelta } from '../text/boundedOutput.ts';
import type { AppEvent } from '../appState.ts';

/** Joins `next` to `previous` when both append to the same text of the same item, else returns undefined. */
function joinDeltas(previous: AppEvent, next: AppEvent): AppEvent | undefined {
  switch (next.method) {
    case 'item/agentMessage/delta':
    case 'item/plan/delta':
    case 'item/commandExecution/outputDelta': {
      if (previous.method !== next.method) return undefined;
      const [a, b] = [previous.params, next.params];
      if (a.itemId !== b.itemId || a.turnId !== b.turnId || a.threadId !== b.threadId) return undefined;
      return { ...next, params: { ...b, delta: a.delta + b.delta } } as AppEvent;
    }
    case 'item/reasoning/summaryTextDelta': {
      if (previous.method !== next.method) return undefined;
      const [a, b] = [previous.params, next.params];
      const same = a.itemId === b.itemId && a.turnId === b.turnId && a.threadId === b.threadId;
      if (!same || a.summaryIndex !== b.summaryIndex) return undefined;
      return { ...next, params: { ...b, delta: a.delta + b.delta } };
    }
    case 'item/reasoning/textDelta': {
      if (previous.method !== next.method) return undefined;
      const [a, b] = [previous.params, next.params];
      const same = a.itemId === b.itemId && a.turnId === b.turnId && a.threadId === b.threadId;
      if (!same || a.contentIndex !== b.contentIndex) return undefined;
      return { ...next, params: { ...b, delta: a.delta + b.delta } };
    }
    default:
      return undefined;
  }
}

/** Leaves out the middle of a flood of output, so that nobody is sent what nobody keeps. */
function shorten(event: AppEvent): AppEvent[] {
  if (event.method !== 'item/commandExecution/outputDelta') return [event];
  const { threadId, turnId, itemId, delta } = event.params;
  const short = shortenDelta(delta);
  if (!short) return [event];
  const skipped = { threadId, turnId, itemId, skipped: short.skipped };
  return [
    { ...event, params: { ...event.params, delta: short.start } },
    { method: 'host/outputSkipped', params: skipped },
    { ...event, params: { ...event.params, delta: short.end } },
  ];
}

/**
 * Joins adjacent deltas of one item into one event, so that a burst costs one fold, and leaves out the middle of much
 * output. Order is kept, and folding the result gives the same state as folding the log: deltas only ever append.
 */
export function coalesce(events: readonly AppEvent[]): AppEvent[] {
  const joined: AppEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    const both = last && joinDeltas(last, event);
    if (both) joined[joined.length - 1] = both;
    else joined.push(event);
  }
  return joined.flatMap(shorten);
}
