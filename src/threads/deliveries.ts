import { RpcError, UserError } from '../errors.ts';
import type { AppEvent, AppState, OutboxEntry } from '../shared/appState.ts';
import { findMessage } from '../shared/outbox/findMessage.ts';
import { queueKey } from '../shared/outbox/queueKey.ts';
import type { Store } from '../shared/store.ts';
import { steerRefusal, untakenReason } from './steerRefusal.ts';
import { ThreadNotStoredError } from './threadNotStoredError.ts';
import type { ThreadService } from './threadService.ts';

/** Starts the thread of a new thread's first message, or gives the one being started. Resolves with its id. */
export type StartThread = (clientId: string) => Promise<string>;

/** What happens to a message whose turn ends before codex takes it, or that the turn refuses. */
type Untaken = 'queue' | 'fail';

/** What ThreadService does for messages. */
export type MessageThreads = Pick<ThreadService, 'send' | 'steer' | 'refresh'>;

/**
 * Brings single messages of the outbox to codex, and finds out what became of them: taken (their echo removes them),
 * refused, or in doubt. Nothing is sent twice, and nothing in doubt is sent before somebody looked.
 */
export class Deliveries {
  private readonly unsubscribe: () => void;
  /** Messages that codex has accepted but not echoed yet, with the turn that is to take them. */
  private readonly accepted = new Map<string, { readonly turnId: string; readonly untaken: Untaken }>();
  private readonly starts = new Map<string, StartThread>();
  /** Messages put on their way: a second try must not begin before the state shows the first. */
  private readonly underWay = new Set<string>();
  /** Failed messages of which nobody knows whether codex has them. */
  private readonly inDoubt = new Set<string>();

  /** `save` resolves when the outbox is stored as it is. */
  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly threads: MessageThreads,
    private readonly save: () => Promise<void>,
  ) {
    let known = store.getState().outbox;
    this.unsubscribe = store.subscribe(({ events, state }) => {
      if (state.outbox !== known) this.forgetStarts(state.outbox);
      known = state.outbox;
      this.settleUntaken(events);
    });
  }

  /** Gives what starts the thread of a message, where it has none; the first one given stays. */
  provideStart(clientId: string, start: StartThread): void {
    if (!this.starts.has(clientId)) this.starts.set(clientId, start);
  }

  /** It may have been sent by an earlier window. */
  doubt(clientId: string): void {
    this.inDoubt.add(clientId);
  }

  /** Sends a message as a new turn. Failure becomes state. */
  startTurn(entry: OutboxEntry): Promise<void> {
    return this.perform(entry, 'fail', () => this.deliver(entry));
  }

  /** Adds a message to the running turn. Failure becomes state: it fails, or goes (back) to the queue. */
  steerTurn(entry: OutboxEntry, untaken: Untaken): Promise<void> {
    const { clientId, threadId, text } = entry;
    return this.perform(entry, untaken, () => this.threads.steer(threadId ?? '', text, clientId));
  }

  /**
   * Whether a failed message may be sent again: codex was asked and does not have it. If it has it, its echo lost with
   * the connection, the message leaves the outbox; where codex cannot be asked, it stays failed.
   */
  async mayRetry({ clientId, threadId }: OutboxEntry): Promise<boolean> {
    if (this.underWay.has(clientId)) return false;
    this.underWay.add(clientId);
    try {
      if (threadId !== null) await this.threads.refresh(threadId, clientId);
      return this.find(clientId, 'failed') !== undefined;
    } catch (error) {
      this.fail(clientId, error);
      return false;
    } finally {
      this.underWay.delete(clientId);
    }
  }

  /**
   * Looks for the messages in doubt; those that codex has leave the outbox. What cannot be looked up now stays in
   * doubt, and is looked up when it is retried.
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

  dispose(): void {
    this.unsubscribe();
  }

  /** `act` resolves with the id of the turn that is to take the message. */
  private async perform(
    { clientId, threadId, status }: OutboxEntry,
    untaken: Untaken,
    act: () => Promise<string>,
  ): Promise<void> {
    if (this.underWay.has(clientId)) return;
    this.underWay.add(clientId);
    try {
      if (status !== 'sending')
        this.store.dispatch([{ method: 'host/messageSending', params: { clientId } }]);
      // Stored before it is sent, as one being sent: after a crash behind this line it is neither lost nor sent blindly.
      // What starts a thread first is stored by then (see `deliver`).
      if (threadId !== null) await this.save();
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
      const started = await start(clientId);
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

  private accept(clientId: string, accepted: { readonly turnId: string; readonly untaken: Untaken }): void {
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

  private find(clientId: string, status: OutboxEntry['status']): OutboxEntry | undefined {
    return findMessage(this.store.getState(), clientId, status);
  }
}
