import type { AppState, OutboxEntry } from '../appState.ts';
import { isOfNewThread } from './isOfNewThread.ts';
import type { OutboxEvent } from './outboxEvents.ts';

function update(state: AppState, clientId: string, change: Partial<OutboxEntry>): AppState {
  const outbox = state.outbox.map((entry) => (entry.clientId === clientId ? { ...entry, ...change } : entry));
  return { ...state, outbox };
}

/** Changes a queued message only: one that was sent meanwhile is no longer the person's to change. */
function updateQueued(state: AppState, clientId: string, change: Partial<OutboxEntry>): AppState {
  const entry = state.outbox.find((item) => item.clientId === clientId);
  return entry?.status === 'queued' ? update(state, clientId, change) : state;
}

function move(state: AppState, clientId: string, beforeClientId: string | null): AppState {
  const entry = state.outbox.find((item) => item.clientId === clientId);
  if (entry?.status !== 'queued' || clientId === beforeClientId) return state;
  const others = state.outbox.filter((item) => item !== entry);
  const index = others.findIndex((item) => item.clientId === beforeClientId);
  if (beforeClientId !== null && index < 0) return state;
  return { ...state, outbox: others.toSpliced(beforeClientId === null ? others.length : index, 0, entry) };
}

/** Messages of a thread that has its id are not known by their draft. */
function rekey(state: AppState, draftKey: string, newDraftKey: string): AppState {
  const isMeant = (entry: OutboxEntry): boolean => isOfNewThread(entry, draftKey);
  if (!state.outbox.some(isMeant)) return state;
  const outbox = state.outbox.map((entry) => (isMeant(entry) ? { ...entry, draftKey: newDraftKey } : entry));
  return { ...state, outbox };
}

/** Folds what happens to messages on their way. An event about an unknown message changes nothing. */
export function reduceOutbox(state: AppState, event: OutboxEvent): AppState {
  switch (event.method) {
    case 'host/messageSubmitted':
      return { ...state, outbox: [...state.outbox, event.params.entry] };
    case 'host/messageAssigned':
      return update(state, event.params.clientId, { threadId: event.params.threadId });
    case 'host/messageSending':
      return update(state, event.params.clientId, { status: 'sending', error: null, isHeld: false });
    case 'host/messageQueued':
      return update(state, event.params.clientId, { status: 'queued', error: event.params.reason });
    case 'host/messageFailed':
      return update(state, event.params.clientId, {
        status: 'failed',
        error: event.params.message,
        isHeld: false,
      });
    case 'host/messageRemoved':
      return { ...state, outbox: state.outbox.filter(({ clientId }) => clientId !== event.params.clientId) };
    case 'host/messageHeld':
      return updateQueued(state, event.params.clientId, { isHeld: event.params.isHeld });
    case 'host/messageEdited':
      return updateQueued(state, event.params.clientId, { text: event.params.text });
    case 'host/messageMoved':
      return move(state, event.params.clientId, event.params.beforeClientId);
    case 'host/messagesRekeyed':
      return rekey(state, event.params.draftKey, event.params.newDraftKey);
    case 'host/queuePaused': {
      const { threadId, pause } = event.params;
      const { [threadId]: _previous, ...others } = state.queuePauses;
      return { ...state, queuePauses: pause === null ? others : { ...others, [threadId]: pause } };
    }
    default:
      return event satisfies never;
  }
}
