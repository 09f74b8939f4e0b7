import type { ThreadItem } from '../protocol/index.ts';
import type { AppEvent, AppState } from './appState.ts';
import { isHostEvent } from './hostEvents.ts';

/** The part of the state that a surface showing `threadId` holds: every list, but the turns of that thread only. */
export function projectSurface(app: AppState, threadId: string | null): AppState {
  const thread = threadId === null ? undefined : app.threads[threadId];
  return { ...app, threads: thread ? { [thread.id]: thread } : {} };
}

function threadIdOf(event: AppEvent): string | null | undefined {
  const { params } = event;
  return 'threadId' in params ? params.threadId : undefined;
}

/** Its echo takes a message out of the outbox, and a parent's items tell whose a sub-agent is: lists hold both. */
function changesLists(item: ThreadItem): boolean {
  if (item.type === 'userMessage') return item.clientId !== null;
  return item.type === 'collabAgentToolCall' || item.type === 'subAgentActivity';
}

/**
 * Whether a surface that shows `threadId` needs the event to keep its projection true. Folding only these into
 * the projection gives the projection of folding all: the rest changes nothing but turns of other threads.
 */
export function concernsSurface(event: AppEvent, threadId: string | null): boolean {
  if (threadIdOf(event) === threadId) return true;
  switch (event.method) {
    case 'item/started':
    case 'item/completed':
      return changesLists(event.params.item);
    case 'thread/started':
    case 'thread/status/changed':
    case 'thread/name/updated':
    case 'thread/settings/updated':
    case 'thread/closed':
    case 'thread/archived':
    case 'thread/deleted':
    case 'serverRequest/resolved':
    case 'turn/completed':
      return true;
    default:
      // Loaded history may turn out to have messages that are on their way.
      return (
        isHostEvent(event) &&
        event.method !== 'host/historyRequested' &&
        event.method !== 'host/historyFailed'
      );
  }
}
