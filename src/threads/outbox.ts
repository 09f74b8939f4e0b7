import { RpcError, UserError } from '../errors.ts';
import type { AppEvent, AppState, OutboxEntry } from '../shared/appState.ts';
import type { SurfaceState } from '../shared/messages.ts';
import { queueKey } from '../shared/outbox/queueKey.ts';
import { routeMessage } from '../shared/outbox/routeMessage.ts';
import type { Store } from '../shared/store.ts';
import { activeTurn } from '../shared/thread/activeTurn.ts';
import { restoreEvents } from './restoreEvents.ts';
import { steerRefusal, untakenReason } from './steerRefusal.ts';
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

/** A message that codex has accepted but not echoed yet. */
interface Accepted {
  /** The turn that is to take it. */
  readonly turnId: string;
  /** What happens when it is not taken. */
  readonly untaken: 'queue' | 'fail';
}

/**
 * Keeps every message from before it is sent until the server echoes its client id. A message that could not be
 * sent stays, with the reason, until the person retries or discards it; it is never sent twice by itself.
 */
export class Outbox {
  private readonly unsubscribe: () => void;
  private saved: readonly OutboxEntry[];
  private readonly accepted = new Map<string, Accepted>();
  private readonly starts = new Map<string, StartThread>();
  /** Queued messages that steer the turn that an earlier message is about to start. */
  private readonly steersSoon = new Set<string>();
  /** Messages being sent, or put on their way: a second try must not begin before the state shows the first. */
  private readonly underWay = new Set<string>();
  /** Failed messages of which nobody knows whether codex has them. */
  private readonly inDoubt = new Set<string>();
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
        this.forgetStarts(state.outbox);
      }
      this.settleUntaken(events);
      this.steerStarted(state);
    });
  }

  /**
   * Brings back, once, what was not confirmed when the window or codex died. It may have been sent all the same:
   * loading its thread's history takes it out again when codex has it.
   */
  restore(): void {
    if (this.restored) return;
    this.restored = true;
    const stored = this.storage.load();
    for (const { clientId, status } of stored) if (status === 'sending') this.inDoubt.add(clientId);
    this.store.dispatch(restoreEvents(stored));
  }

  /**
   * Looks for the messages that were on their way when codex or the window died; those that codex has leave the outbox.
   * What cannot be looked up now stays in doubt, and is looked up when it is retried.
   */
  async verify(): Promise<void> {
    for (const clientId of this.inDoubt) {
      const entry = this.find(clientId, 'failed');
      if (!entry || entry.threadId === null) this.inDoubt.delete(clientId);
      else
        await this.threads.refresh(entry.threadId, clientId).then(
          () => this.inDoubt.delete(clientId),
          () => undefined,
        );
    }
  }

  /**
   * Puts a message into the outbox, at once, so that it is stored; `send` or `giveUp` is called next. `start` gives
   * its thread when `threadId` is null, or when codex has not stored that thread. Returns the client id.
   */
  put(threadId: string | null, text: string, start: StartThread, draftKey?: string): string {
    const entry = this.newEntry(threadId, text, draftKey);
    this.starts.set(entry.clientId, start);
    this.store.dispatch([{ method: 'host/messageSubmitted', params: { entry } }]);
    return entry.clientId;
  }

  /** Sends what was put, or queues it behind the running turn, or steers that. Failure becomes state. */
  async send(clientId: string, followUp: SurfaceState['followUp']): Promise<void> {
    const state = this.store.getState();
    const entry = this.find(clientId, 'sending');
    if (!entry) return;
    switch (routeMessage(state, entry, followUp)) {
      case 'send':
        return this.startTurn(entry);
      case 'steer':
        return this.steerTurn(entry, 'queue');
      case 'steerSoon':
        this.steersSoon.add(clientId);
        return this.queue(clientId, null);
      case 'queue':
        return this.queue(clientId, null);
    }
  }

  /** Sends `text` to the thread, or to the one that `start` gives when `threadId` is null. Failure becomes state. */
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
    await this.steerTurn(entry, 'fail');
  }

  /**
   * Sends a queued message: steers the running turn, or else starts one. While a turn is about to start, it is
   * steered soon. `start` as in `put`, for a message of an earlier window. Failure becomes state.
   */
  async sendQueued(clientId: string, start?: StartThread): Promise<void> {
    const entry = this.find(clientId, 'queued');
    if (!entry || this.underWay.has(clientId)) return;
    if (start && !this.starts.has(clientId)) this.starts.set(clientId, start);
    const { outbox, threads } = this.store.getState();
    const isRunning = entry.threadId !== null && activeTurn(threads[entry.threadId]) !== undefined;
    const key = queueKey(entry);
    if (isRunning) await this.steerTurn(entry, 'queue');
    else if (outbox.some((other) => other.status === 'sending' && queueKey(other) === key))
      this.steersSoon.add(clientId);
    else await this.startTurn(entry);
  }

  /**
   * Sends a failed message again, under a new client id; unless codex turns out to have it already, its echo lost
   * with the connection: then it only leaves the outbox. Where codex cannot be asked, it stays failed.
   */
  async retry(clientId: string, start: StartThread): Promise<void> {
    const failed = this.find(clientId, 'failed');
    if (!failed || this.underWay.has(clientId)) return;
    this.underWay.add(clientId);
    try {
      if (failed.threadId !== null) await this.threads.refresh(failed.threadId, clientId);
    } catch (error) {
      this.fail(clientId, error);
      return;
    } finally {
      this.underWay.delete(clientId);
    }
    const known = this.find(clientId, 'failed');
    if (!known) return;
    const entry = this.newEntry(known.threadId, known.text, known.draftKey);
    this.starts.set(entry.clientId, start);
    this.store.dispatch([
      { method: 'host/messageRemoved', params: { clientId } },
      { method: 'host/messageSubmitted', params: { entry } },
    ]);
    await this.send(entry.clientId, 'queue');
  }

  /** Takes a message that was put, and not sent yet, out again. */
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

  private startTurn(entry: OutboxEntry): Promise<void> {
    return this.perform(entry, 'fail', () => this.deliver(entry));
  }

  private steerTurn(entry: OutboxEntry, untaken: Accepted['untaken']): Promise<void> {
    const { clientId, threadId, text } = entry;
    return this.perform(entry, untaken, () => this.threads.steer(threadId ?? '', text, clientId));
  }

  /** `act` resolves with the id of the turn that is to take the message. */
  private async perform(
    { clientId, status }: OutboxEntry,
    untaken: Accepted['untaken'],
    act: () => Promise<string>,
  ): Promise<void> {
    this.underWay.add(clientId);
    this.steersSoon.delete(clientId);
    try {
      if (status !== 'sending')
        this.store.dispatch([{ method: 'host/messageSending', params: { clientId } }]);
      // Stored before it is sent, as one being sent: after a crash behind this line it is neither lost nor sent blindly.
      await this.save();
      this.underWay.delete(clientId);
      this.accept(clientId, { turnId: await act(), untaken });
    } catch (error) {
      const refusal = untaken === 'queue' ? steerRefusal(error) : undefined;
      if (refusal === undefined) this.fail(clientId, error);
      else if (this.find(clientId, 'sending')) this.queue(clientId, refusal);
    }
  }

  /** Resolves with the id of the turn that is to take the message. */
  private async deliver({ clientId, threadId, text }: OutboxEntry): Promise<string> {
    const startAndSend = async (start: StartThread): Promise<string> => {
      const started = await start();
      this.assign(clientId, started);
      // Where it goes is stored before it goes there, or a later window would start another thread for it.
      await this.save();
      return this.threads.send(started, text, clientId);
    };
    const start = this.starts.get(clientId);
    if (threadId === null) {
      if (!start) throw new Error('There is no thread for this message.');
      return startAndSend(start);
    }
    try {
      return await this.threads.send(threadId, text, clientId);
    } catch (error) {
      if (!(error instanceof ThreadNotStoredError) || !start) throw error;
      return startAndSend(start);
    }
  }

  /** A new thread has its id: all messages that were meant for it get it. */
  private assign(clientId: string, threadId: string): void {
    const { outbox, queuePauses } = this.store.getState();
    const entry = outbox.find((item) => item.clientId === clientId);
    const key = entry && queueKey(entry);
    const events = outbox
      .filter((item) => queueKey(item) === key)
      .map((item): AppEvent => {
        return { method: 'host/messageAssigned', params: { clientId: item.clientId, threadId } };
      });
    const pause = entry?.threadId ? (queuePauses[entry.threadId] ?? null) : null;
    this.store.dispatch([
      ...events,
      ...(pause ? [{ method: 'host/queuePaused' as const, params: { threadId, pause } }] : []),
    ]);
  }

  private accept(clientId: string, accepted: Accepted): void {
    const entry = this.find(clientId, 'sending');
    if (!entry) return;
    this.accepted.set(clientId, accepted);
    const turns = this.store.getState().threads[entry.threadId ?? '']?.turns ?? [];
    const turn = turns.find(({ id }) => id === accepted.turnId);
    if (turn && turn.status !== 'inProgress') void this.settle(clientId);
  }

  /** A turn that ended, or died with its server, no longer takes a message. A late echo still removes it. */
  private settleUntaken(events: readonly AppEvent[]): void {
    if (this.accepted.size === 0) return;
    for (const event of events) {
      if (event.method === 'host/serverLost') {
        for (const clientId of this.accepted.keys()) this.failUntaken(clientId);
      } else if (event.method === 'turn/completed') {
        for (const [clientId, { turnId }] of this.accepted)
          if (event.params.turn.id === turnId) void this.settle(clientId);
      }
    }
  }

  /** The turn ended without an echo: whether codex took the message all the same is looked up before it is told. */
  private async settle(clientId: string): Promise<void> {
    const accepted = this.accepted.get(clientId);
    this.accepted.delete(clientId);
    const entry = this.find(clientId, 'sending');
    if (!accepted || !entry) return;
    try {
      if (entry.threadId !== null) await this.threads.refresh(entry.threadId, clientId);
    } catch (error) {
      this.fail(clientId, error);
      return;
    }
    if (!this.find(clientId, 'sending')) return;
    if (accepted.untaken === 'queue') this.queue(clientId, untakenReason);
    else this.fail(clientId, new UserError(untakenReason));
  }

  private failUntaken(clientId: string): void {
    this.accepted.delete(clientId);
    this.fail(clientId, new Error(untakenReason));
  }

  private steerStarted({ threads, queuePauses }: AppState): void {
    for (const clientId of this.steersSoon) {
      const entry = this.find(clientId, 'queued');
      const threadId = entry?.threadId ?? null;
      const isPaused = threadId !== null && queuePauses[threadId] !== undefined;
      if (!entry || entry.isHeld || isPaused) this.steersSoon.delete(clientId);
      else if (threadId !== null && activeTurn(threads[threadId])) void this.sendQueued(clientId);
    }
  }

  private forgetStarts(outbox: readonly OutboxEntry[]): void {
    if (this.starts.size === 0) return;
    const known = new Set(outbox.map(({ clientId }) => clientId));
    for (const clientId of this.starts.keys()) if (!known.has(clientId)) this.starts.delete(clientId);
  }

  private queue(clientId: string, reason: string | null): void {
    this.store.dispatch([{ method: 'host/messageQueued', params: { clientId, reason } }]);
  }

  /** Fails a message that has not been echoed meanwhile, and with it what waits for the thread that it was to start. */
  private fail(clientId: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const { outbox } = this.store.getState();
    const entry = outbox.find((item) => item.clientId === clientId);
    if (!entry) return;
    // What the server or we ourselves refused was not taken.
    if (!(error instanceof RpcError || error instanceof UserError)) this.inDoubt.add(clientId);
    const events: AppEvent[] = [{ method: 'host/messageFailed', params: { clientId, message } }];
    const orphans =
      entry.threadId === null
        ? outbox.filter((other) => other.status === 'queued' && queueKey(other) === queueKey(entry))
        : [];
    for (const orphan of orphans)
      events.push({
        method: 'host/messageFailed',
        params: { clientId: orphan.clientId, message: 'The message before it could not be sent.' },
      });
    this.store.dispatch(events);
  }

  private save(): Promise<void> {
    return this.storage.save(this.store.getState().outbox);
  }

  private find(clientId: string, status: OutboxEntry['status']): OutboxEntry | undefined {
    const entry = this.store.getState().outbox.find((item) => item.clientId === clientId);
    return entry?.status === status ? entry : undefined;
  }
}
