import type { AppEvent, AppState, OutboxEntry } from '../shared/appState.ts';
import type { SurfaceState } from '../shared/messages.ts';
import { findMessage } from '../shared/outbox/findMessage.ts';
import { queueKey } from '../shared/outbox/queueKey.ts';
import { routeMessage } from '../shared/outbox/routeMessage.ts';
import type { Store } from '../shared/store.ts';
import { activeTurn } from '../shared/thread/activeTurn.ts';
import { Deliveries, type MessageThreads, type StartThread } from './deliveries.ts';
import { restoreEvents } from './restoreEvents.ts';
import { UnstoredEchoes } from './unstoredEchoes.ts';

/** Where unsent messages survive the window. */
export interface OutboxStorage {
  load(): readonly OutboxEntry[];
  /** Resolves when they are stored. */
  save(entries: readonly OutboxEntry[]): Promise<void>;
}

/**
 * Keeps every message from before it is sent until the server echoes its client id. A message that could not be
 * sent stays, with the reason, until the person retries or discards it; it is never sent twice by itself.
 */
export class Outbox {
  private readonly deliveries: Deliveries;
  private readonly echoes: UnstoredEchoes;
  private readonly unsubscribe: () => void;
  private saved: readonly OutboxEntry[];
  private saving: Promise<void> = Promise.resolve();
  /** Queued messages that steer the turn that an earlier message is about to start. */
  private readonly steersSoon = new Set<string>();
  private restored = false;

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    threads: MessageThreads,
    private readonly storage: OutboxStorage,
    private readonly newId: () => string,
  ) {
    this.saved = store.getState().outbox;
    this.unsubscribe = store.subscribe(({ state }) => {
      if (state.outbox !== this.saved) {
        // Not before what is stored was read: it would be overwritten.
        this.restore();
        this.saved = state.outbox;
        this.save();
      }
      this.steerStarted(state);
    });
    this.deliveries = new Deliveries(store, threads, () => this.stored());
    this.echoes = new UnstoredEchoes(store, threads, () => this.save());
  }

  /**
   * Brings back, once, what was not confirmed when the window or codex died. It may have been sent all the same:
   * loading its thread's history takes it out again when codex has it.
   */
  restore(): void {
    if (this.restored) return;
    this.restored = true;
    const stored = this.storage.load();
    for (const { clientId, status } of stored) if (status === 'sending') this.deliveries.doubt(clientId);
    this.store.dispatch(restoreEvents(stored));
  }

  /** Looks for the messages that were on their way when codex or the window died: what codex has leaves the outbox. */
  async verify(): Promise<void> {
    await this.deliveries.verify();
    await this.echoes.verify();
  }

  /**
   * Puts a message into the outbox, at once, so that it is stored; `send` or `giveUp` is called next. `start` gives
   * its thread when `threadId` is null, or when codex has not stored that thread. Returns the client id.
   */
  put(threadId: string | null, text: string, start: StartThread, draftKey?: string): string {
    const entry = this.newEntry(threadId, text, draftKey);
    this.deliveries.provideStart(entry.clientId, start);
    this.store.dispatch([{ method: 'host/messageSubmitted', params: { entry } }]);
    return entry.clientId;
  }

  /** Sends what was put, or queues it behind the running turn, or steers that. Failure becomes state. */
  async send(clientId: string, followUp: SurfaceState['followUp']): Promise<void> {
    const entry = this.find(clientId, 'sending');
    if (!entry) return;
    const route = routeMessage(this.store.getState(), entry, followUp);
    if (route === 'send') await this.deliveries.startTurn(entry);
    else if (route === 'steer') await this.deliveries.steerTurn(entry, 'queue');
    else {
      if (route === 'steerSoon') this.steersSoon.add(clientId);
      this.store.dispatch([{ method: 'host/messageQueued', params: { clientId, reason: null } }]);
    }
  }

  /** `put` and `send` in one. */
  async submit(
    threadId: string | null,
    text: string,
    start: StartThread,
    draftKey?: string,
    followUp: SurfaceState['followUp'] = 'queue',
  ): Promise<void> {
    await this.send(this.put(threadId, text, start, draftKey), followUp);
  }

  /**
   * Tells codex `text` in the thread's running turn; it belongs to that turn only, so that without one it fails and
   * waits for the person. Failure becomes state.
   */
  async steer(threadId: string, text: string): Promise<void> {
    const entry = this.newEntry(threadId, text);
    this.store.dispatch([{ method: 'host/messageSubmitted', params: { entry } }]);
    await this.deliveries.steerTurn(entry, 'fail');
  }

  /**
   * Sends a queued message: steers the running turn, or else starts one; a turn that is about to start is steered
   * soon. `start` as in `put`, for a message of an earlier window. Failure becomes state.
   */
  async sendQueued(clientId: string, start?: StartThread): Promise<void> {
    const entry = this.find(clientId, 'queued');
    if (!entry) return;
    if (start) this.deliveries.provideStart(clientId, start);
    const { outbox, threads } = this.store.getState();
    const key = queueKey(entry);
    const isStarting = outbox.some((other) => other.status === 'sending' && queueKey(other) === key);
    if (entry.threadId !== null && activeTurn(threads[entry.threadId]))
      await this.deliveries.steerTurn(entry, 'queue');
    else if (isStarting) this.steersSoon.add(clientId);
    else await this.deliveries.startTurn(entry);
  }

  /**
   * Sends a failed message again, under a new client id; unless codex turns out to have it already: then it only
   * leaves the outbox. Where codex cannot be asked, it stays failed.
   */
  async retry(clientId: string, start: StartThread): Promise<void> {
    const failed = this.find(clientId, 'failed');
    if (!failed || !(await this.deliveries.mayRetry(failed))) return;
    // Its thread may have got its id meanwhile.
    const { threadId, text, draftKey } = this.find(clientId, 'failed') ?? failed;
    const entry = this.newEntry(threadId, text, draftKey);
    this.deliveries.provideStart(entry.clientId, start);
    this.store.dispatch([
      { method: 'host/messageRemoved', params: { clientId } },
      { method: 'host/messageSubmitted', params: { entry } },
    ]);
    await this.send(entry.clientId, 'queue');
  }

  /** Takes a message that is not on its way out again. */
  giveUp(clientId: string): void {
    this.store.dispatch([{ method: 'host/messageRemoved', params: { clientId } }]);
  }

  /** Gives up a failed message and returns its text, or undefined when there is no such message. */
  discard(clientId: string): string | undefined {
    const entry = this.find(clientId, 'failed');
    if (entry) this.giveUp(clientId);
    return entry?.text;
  }

  dispose(): void {
    this.unsubscribe();
    this.deliveries.dispose();
    this.echoes.dispose();
  }

  /** Resolves when the outbox is stored as it is, with what listeners of the store have changed just now. */
  private async stored(): Promise<void> {
    await Promise.resolve();
    await this.saving;
  }

  /** Stores all that codex is not known to have. */
  private save(): void {
    this.saving = this.storage.save([...this.store.getState().outbox, ...this.echoes.lost]);
  }

  private newEntry(threadId: string | null, text: string, draftKey?: string): OutboxEntry {
    const clientId = this.newId();
    return {
      clientId,
      threadId,
      draftKey: draftKey ?? clientId,
      text,
      status: 'sending',
      error: null,
      isHeld: false,
    };
  }

  private steerStarted({ threads, queuePauses }: AppState): void {
    for (const clientId of this.steersSoon) {
      const entry = this.find(clientId, 'queued');
      const threadId = entry?.threadId ?? null;
      const isPaused = threadId !== null && queuePauses[threadId] !== undefined;
      const isRunning = threadId !== null && activeTurn(threads[threadId]) !== undefined;
      if (!entry || entry.isHeld || isPaused || isRunning) this.steersSoon.delete(clientId);
      if (entry && !entry.isHeld && !isPaused && isRunning) void this.sendQueued(clientId);
    }
  }

  private find(clientId: string, status: OutboxEntry['status']): OutboxEntry | undefined {
    return findMessage(this.store.getState(), clientId, status);
  }
}
