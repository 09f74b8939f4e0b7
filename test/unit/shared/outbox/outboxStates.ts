import type { Turn } from '../../../../src/protocol/index.ts';
import {
  initialAppState,
  type AppEvent,
  type AppState,
  type OutboxEntry,
} from '../../../../src/shared/appState.ts';
import { reduceApp } from '../../../../src/shared/reduceApp.ts';

/** A message of thread T, queued and called by its text, but for `change`. */
export function entry(text: string, change: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    clientId: text,
    threadId: 'T',
    draftKey: 'd',
    text,
    status: 'queued',
    error: null,
    isHeld: false,
    ...change,
  };
}

export function submitted(...entries: readonly OutboxEntry[]): AppEvent[] {
  return entries.map((each) => ({ method: 'host/messageSubmitted', params: { entry: each } }));
}

export function turn(id: string, status: Turn['status']): Turn {
  return {
    id,
    rootTurnId: id,
    items: [],
    itemsView: 'notLoaded',
    status,
    error: null,
    startedAt: null,
    completedAt: null,
    durationMs: null,
  };
}

/** A thread is there, in which nothing has run yet. */
export function threadSeen(threadId: string): AppEvent {
  return {
    method: 'host/threadSeen',
    params: {
      history: 'complete',
      summary: {
        id: threadId,
        name: null,
        preview: '',
        cwd: '/w',
        parentThreadId: null,
        status: { type: 'idle' },
        model: null,
        modelProvider: null,
        effort: null,
        ephemeral: false,
        createdAtMs: 0,
      },
    },
  };
}

export function turnStarted(threadId: string, turnId: string): AppEvent {
  return { method: 'turn/started', params: { threadId, turn: turn(turnId, 'inProgress') } };
}

export function turnCompleted(threadId: string, turnId: string, status: Turn['status']): AppEvent {
  return { method: 'turn/completed', params: { threadId, turn: turn(turnId, status) } };
}

/** codex has taken a message in. */
export function echoed(threadId: string, turnId: string, clientId: string, text: string): AppEvent {
  const content = [{ type: 'text' as const, text, text_elements: [] }];
  const item = { type: 'userMessage' as const, id: `i-${clientId}`, clientId, content };
  return { method: 'item/completed', params: { threadId, turnId, item, completedAtMs: 0 } } as AppEvent;
}

export function fold(...events: readonly AppEvent[]): AppState {
  return events.reduce(reduceApp, initialAppState);
}
