import type { AppEvent, AppState, OutboxEntry } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { ThreadNotStoredError } from './threadNotStoredError.ts';
import type { ThreadService } from './threadService.ts';

/** Where unsent messages survive the window. */
export interface OutboxStorage {
  load(): readonly OutboxEntry[];
  /** Resolves when they are stored. */
  save(entries: readonly OutboxEntry[]): Promise<void>;
}

/** Starts the thread of a new thread's first message, or gives the one being started. Resolves with its id. */
export type StartThread = () => Promise<string>;

/**
 * Keeps every message from before it is sent until the server echoes its client id. A message that could not be
 * sent stays, with the reason, until the person retries or discards it; it is never sent twice by itself.
 */
export class Outbox {
  private readonly unsubscribe: () => void;
  private saved: readonly OutboxEntry[];
  /** Messages that codex has accepted but not echoed yet, with the turn that is to take them. */
  private readonly accepted = new Map<string, string>();
  private restored = false;

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly threads: ThreadService,
    private readonly storage: OutboxStorage,
    private readonly newId: () => string,
  ) {
    this.saved = store.getState().outbox;
    this.unsubscribe = store.subscribe(({ events, state }) => {
      if (state.outbox !== this.saved) {
        this.saved = state.outbox;
        void storage.save(state.outbox);
      }
      this.failUntaken(events);
    });
  }

  /**
   * Brings back, once, what was not confirmed when the window or codex died. It may have been sent all the same:
   * loading its thread's history takes it out again when codex has it.
   */
  restore(): void {
    if (this.restored) return;
    this.restored = true;
    const events = this.storage.load().map((stored): AppEvent => {
      const error = stored.error ?? 'It was not confirmed as sent.';
      return { method: 'host/messageSubmitted', params: { entry: { ...stored, status: 'failed', error } } };
    });
    this.store.dispatch(events);
  }

  /** Sends `text` to the thread, or to the one that `start` gives when `threadId` is null. Failure becomes state. */
  async submit(threadId: string | null, text: string, start: StartThread, draftKey = ''): Promise<void> {
    await this.keepAndSend(threadId, text, draftKey, (entry) => this.deliver(entry, start));
  }

  /** Adds `text` to the thread's running turn; without one it fails and waits for the person. Failure becomes state. */
  async steer(threadId: string, text: string): Promise<void> {
    await this.keepAndSend(threadId, text, '', ({ clientId }) =>
      this.threads.steer(threadId, text, clientId),
    );
  }

  /**
   * Sends a failed message again, under a new client id; unless codex turns out to have it already, its echo lost
   * with the connection: then it only leaves the outbox.
   */
  async retry(clientId: string, start: StartThread): Promise<void> {
    const failed = this.store.getState().outbox.find((item) => item.clientId === clientId);
    // A failure to ask is told by the message itself, which fails the same way.
    if (failed?.threadId) await this.threads.refresh(failed.threadId).catch(() => undefined);
    const entry = this.takeFailed(clientId);
    if (entry) await this.submit(entry.threadId, entry.text, start, entry.draftKey);
  }

  /** Gives up a failed message and returns its text, or undefined when there is no such message. */
  discard(clientId: string): string | undefined {
    return this.takeFailed(clientId)?.text;
  }

  dispose(): void {
    this.unsubscribe();
  }

  private async keepAndSend(
    threadId: string | null,
    text: string,
    draftKey: string,
    send: (entry: OutboxEntry) => Promise<string>,
  ): Promise<void> {
    const clientId = this.newId();
    const entry: OutboxEntry = {
      clientId,
      threadId,
      draftKey,
      text,
      status: 'sending',
      error: null,
      isHeld: false,
    };
    this.store.dispatch([{ method: 'host/messageSubmitted', params: { entry } }]);
    try {
      // Stored before it is sent: a crash after this line cannot lose it.
      await this.storage.save(this.store.getState().outbox);
      const turnId = await send(entry);
      if (this.isWaiting(clientId)) this.accepted.set(clientId, turnId);
    } catch (error) {
      this.fail(clientId, error instanceof Error ? error.message : String(error));
    }
  }

  /** Resolves with the id of the turn that is to take the message. */
  private async deliver({ clientId, threadId, text }: OutboxEntry, start: StartThread): Promise<string> {
    const startAndSend = async (): Promise<string> => {
      const started = await start();
      this.store.dispatch([{ method: 'host/messageAssigned', params: { clientId, threadId: started } }]);
      return this.threads.send(started, text, clientId);
    };
    if (threadId === null) return startAndSend();
    try {
      return await this.threads.send(threadId, text, clientId);
    } catch (error) {
      if (!(error instanceof ThreadNotStoredError)) throw error;
      return startAndSend();
    }
  }

  /** A turn that ended, or died with its server, no longer takes a message. A late echo still removes it. */
  private failUntaken(events: readonly AppEvent[]): void {
    for (const event of events) {
      const isLost = event.method === 'host/serverLost';
      if (!isLost && event.method !== 'turn/completed') continue;
      for (const [clientId, turnId] of this.accepted) {
        if (!isLost && event.params.turn.id !== turnId) continue;
        this.accepted.delete(clientId);
        if (this.isWaiting(clientId)) this.fail(clientId, 'The turn ended before Codex took this message.');
      }
    }
  }

  private isWaiting(clientId: string): boolean {
    return this.store
      .getState()
      .outbox.some((entry) => entry.clientId === clientId && entry.status === 'sending');
  }

  private fail(clientId: string, message: string): void {
    this.store.dispatch([{ method: 'host/messageFailed', params: { clientId, message } }]);
  }

  private takeFailed(clientId: string): OutboxEntry | undefined {
    const entry = this.store.getState().outbox.find((item) => item.clientId === clientId);
    if (entry?.status !== 'failed') return undefined;
    this.store.dispatch([{ method: 'host/messageRemoved', params: { clientId } }]);
    return entry;
  }
}
