import type { AppEvent, AppState } from '../shared/appState.ts';
import { findMessage } from '../shared/outbox/findMessage.ts';
import { nextToSend } from '../shared/outbox/nextToSend.ts';
import type { Store } from '../shared/store.ts';
import type { StartThread } from './deliveries.ts';
import type { Outbox } from './outbox.ts';

/**
 * The queues of messages that wait for running turns: sends the next one, one at a time, when the state lets it, and
 * does what a person does with those that wait. Ids are untrusted: one that is not of a queued message does nothing.
 */
export class MessageQueue {
  private readonly unsubscribe: () => void;

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly outbox: Outbox,
  ) {
    this.unsubscribe = store.subscribe(({ state }) => {
      for (const { clientId } of nextToSend(state)) void outbox.sendQueued(clientId);
    });
  }

  /** Keeps a message back while it is edited, or lets it go on as it is. */
  hold(clientId: string, isHeld: boolean): void {
    this.store.dispatch([{ method: 'host/messageHeld', params: { clientId, isHeld } }]);
  }

  /** Ends the edit of a message with its new text; a blank one keeps the old. */
  edit(clientId: string, text: string): void {
    const edited: AppEvent = { method: 'host/messageEdited', params: { clientId, text } };
    const released: AppEvent = { method: 'host/messageHeld', params: { clientId, isHeld: false } };
    this.store.dispatch(text.trim() === '' ? [released] : [edited, released]);
  }

  /** Puts a message before another one, or with null at the end. */
  move(clientId: string, beforeClientId: string | null): void {
    this.store.dispatch([{ method: 'host/messageMoved', params: { clientId, beforeClientId } }]);
  }

  /** Steers the running turn with a message, or starts a turn with it; also in a paused queue. */
  async sendNow(clientId: string, start: StartThread): Promise<void> {
    await this.outbox.sendQueued(clientId, start);
  }

  remove(clientId: string): void {
    if (findMessage(this.store.getState(), clientId, 'queued')) this.outbox.giveUp(clientId);
  }

  pause(threadId: string): void {
    const { outbox } = this.store.getState();
    if (!outbox.some((entry) => entry.threadId === threadId && entry.status === 'queued')) return;
    this.store.dispatch([{ method: 'host/queuePaused', params: { threadId, pause: 'asked' } }]);
  }

  /** Lets a queue go on: at once when no turn runs. */
  resume(threadId: string): void {
    if (this.store.getState().queuePauses[threadId] === undefined) return;
    this.store.dispatch([{ method: 'host/queuePaused', params: { threadId, pause: null } }]);
  }

  dispose(): void {
    this.unsubscribe();
  }
}
