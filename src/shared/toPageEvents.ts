import type { Turn } from '../protocol/index.ts';
import type { AppEvent, OutboxEntry } from './appState.ts';
import { isHostEvent, type HostEvent } from './hostEvents.ts';
import type { ThreadEvent } from './thread/threadEvents.ts';
import type { ThreadState } from './thread/threadState.ts';

/** What a page holds, and what the host knew when the event came. */
export interface PageView {
  readonly threadId: string | null;
  /** The shown thread in the host, after the event. */
  readonly thread: ThreadState | undefined;
  /** The index in the host of the page's first turn; 0: the page holds all of them. */
  readonly start: number;
  /** The messages on their way before the event. */
  readonly outbox: readonly OutboxEntry[];
}

type HistoryLoaded = Extract<HostEvent, { method: 'host/historyLoaded' }>;

function turnIdOf({ params }: ThreadEvent): string | null {
  if ('turn' in params) return params.turn.id;
  return 'turnId' in params ? params.turnId : null;
}

/** Turns that a page does not hold may still have its messages: their echo takes these out of the outbox. */
function echoes(turns: readonly Turn[], outbox: readonly OutboxEntry[]): AppEvent[] {
  if (outbox.length === 0) return [];
  const items = turns.flatMap((turn) => turn.items);
  const ids = new Set(items.map((item) => (item.type === 'userMessage' ? item.clientId : null)));
  return outbox
    .filter(({ clientId }) => ids.has(clientId))
    .map(({ clientId }) => ({ method: 'host/messageRemoved', params: { clientId } }));
}

function toPageHistory(
  event: HistoryLoaded,
  isShown: (turnId: string) => boolean,
  view: PageView,
): AppEvent[] {
  const { threadId, turns } = event.params;
  const shown = turns.filter(({ id }) => isShown(id));
  const rest = echoes(
    turns.filter(({ id }) => !isShown(id)),
    view.outbox,
  );
  if (shown.length === 0) return rest;
  return [...rest, { ...event, params: { threadId, turns: shown, complete: false } }];
}

/**
 * What to tell a page of an event that concerns it, so that folding it keeps the page what it is: the projection of
 * the host's state, without the turns before the page's first one.
 */
export function toPageEvents(event: AppEvent, view: PageView): AppEvent[] {
  const { thread, start } = view;
  const isOfThread = 'threadId' in event.params && event.params.threadId === view.threadId;
  if (event.method === 'host/historyLoaded' && !isOfThread) return echoes(event.params.turns, view.outbox);
  if (!isOfThread || !thread || start === 0) return [event];
  const isShown = (turnId: string): boolean => {
    for (let index = thread.turns.length - 1; index >= start; index--)
      if (thread.turns[index]?.id === turnId) return true;
    return false;
  };
  switch (event.method) {
    case 'host/historyRequested':
    case 'host/historyFailed':
      return [];
    case 'host/historyLoaded':
      return toPageHistory(event, isShown, view);
    default: {
      if (isHostEvent(event)) return [event];
      const turnId = turnIdOf(event);
      if (turnId === null || isShown(turnId)) return [event];
      return [{ method: 'host/hiddenTurnChanged', params: { threadId: thread.id, event } }];
    }
  }
}
