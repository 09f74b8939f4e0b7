import { RpcError, UserError } from '../errors.ts';
import type { AppEvent, AppState, OutboxEntry } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import type { ThreadService } from './threadService.ts';

/**
 * Watches messages whose echo has come. codex tells of a message a moment before it stores it: one that dies in between
 * does not have the message, which has left the outbox. When it is back, it is asked, and what it does not have is put into
 * the outbox again, as failed.
 */
export class UnstoredEchoes {
  private readonly unsubscribe: () => void;
  private readonly echoed = new Map<string, OutboxEntry>();
  private known: readonly OutboxEntry[];
  private verifying: Promise<void> | undefined;
  private entries: readonly OutboxEntry[] = [];

  /** `save` stores the outbox and `lost`, after `lost` has changed. */
  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly threads: Pick<ThreadService, 'refresh'>,
    private readonly save: () => void,
  ) {
    this.known = store.getState().outbox;
    this.unsubscribe = store.subscribe(({ events, state }) => {
      if (this.known.length > 0 || this.echoed.size > 0) for (const event of events) this.note(event, state);
      this.known = state.outbox;
      const isReady = events.some(
        ({ method, params }) => method === 'host/serverChanged' && params.server.kind === 'ready',
      );
      if (isReady && this.entries.length > 0) void this.verify();
    });
  }

  /** Messages that codex told of just before it died, and that it was not asked for yet. */
  get lost(): readonly OutboxEntry[] {
    return this.entries;
  }

  /** Asks codex for those that are lost. Where it cannot be asked they stay so. */
  verify(): Promise<void> {
    this.verifying ??= this.verifyAll().finally(() => {
      this.verifying = undefined;
    });
    return this.verifying;
  }

  dispose(): void {
    this.unsubscribe();
  }

  private note(event: AppEvent, { summaries }: AppState): void {
    switch (event.method) {
      case 'host/serverLost':
        if (this.echoed.size === 0) return;
        this.setLost([...this.entries, ...this.echoed.values()]);
        this.echoed.clear();
        return;
      case 'turn/completed':
      case 'thread/deleted':
        return this.settle(event.params.threadId);
      case 'item/started':
      case 'item/completed': {
        const { threadId, item } = event.params;
        if (item.type !== 'userMessage') return this.settle(threadId);
        const entry = this.known.find(({ clientId }) => clientId === item.clientId);
        // Of a side question nothing is stored.
        if (entry && !summaries[threadId]?.ephemeral) this.echoed.set(entry.clientId, { ...entry, threadId });
        return;
      }
      default:
    }
  }

  /** The thread goes on after what its user said: codex has stored that by then. */
  private settle(threadId: string): void {
    for (const [clientId, entry] of this.echoed)
      if (entry.threadId === threadId) this.echoed.delete(clientId);
  }

  private async verifyAll(): Promise<void> {
    for (const entry of this.entries) {
      let error = 'Codex ended before it had stored this message.';
      try {
        if (await this.threads.refresh(entry.threadId ?? '', entry.clientId)) {
          this.forget(entry);
          continue;
        }
      } catch (cause) {
        // A thread that cannot be read does not have it either.
        if (!(cause instanceof RpcError || cause instanceof UserError)) return;
        error = cause.message;
      }
      this.forget(entry);
      this.store.dispatch([
        { method: 'host/messageSubmitted', params: { entry: { ...entry, status: 'failed', error } } },
      ]);
    }
  }

  private forget({ clientId }: OutboxEntry): void {
    this.setLost(this.entries.filter((other) => other.clientId !== clientId));
  }

  private setLost(entries: readonly OutboxEntry[]): void {
    this.entries = entries;
    this.save();
  }
}
