import type { OutboxEntry, QueuePause } from '../appState.ts';

/** What happens to messages between typing and the server's echo. */
export type OutboxEvent =
  | { method: 'host/messageSubmitted'; params: { entry: OutboxEntry } }
  | { method: 'host/messageAssigned'; params: { clientId: string; threadId: string } }
  | { method: 'host/messageSending'; params: { clientId: string } }
  /** It waits for its turn; `reason`: why it came back to the queue, for one that was being sent. */
  | { method: 'host/messageQueued'; params: { clientId: string; reason: string | null } }
  | { method: 'host/messageFailed'; params: { clientId: string; message: string } }
  | { method: 'host/messageRemoved'; params: { clientId: string } }
  /** A person began, or stopped, to edit a queued message. */
  | { method: 'host/messageHeld'; params: { clientId: string; isHeld: boolean } }
  | { method: 'host/messageEdited'; params: { clientId: string; text: string } }
  /** A queued message was put before another one; null: at the end. */
  | { method: 'host/messageMoved'; params: { clientId: string; beforeClientId: string | null } }
  /** What is typed for a new thread got another key, by which the messages that are to start it are known from now on. */
  | { method: 'host/messagesRekeyed'; params: { draftKey: string; newDraftKey: string } }
  /** null: the queue goes on. */
  | { method: 'host/queuePaused'; params: { threadId: string; pause: QueuePause | null } };

const methods = {
  'host/messageSubmitted': true,
  'host/messageAssigned': true,
  'host/messageSending': true,
  'host/messageQueued': true,
  'host/messageFailed': true,
  'host/messageRemoved': true,
  'host/messageHeld': true,
  'host/messageEdited': true,
  'host/messageMoved': true,
  'host/messagesRekeyed': true,
  'host/queuePaused': true,
} as const satisfies Record<OutboxEvent['method'], true>;

/** Whether an event is one of the outbox. */
export function isOutboxEvent(event: { readonly method: string }): event is OutboxEvent {
  return Object.hasOwn(methods, event.method);
}
