import { RpcError } from '../errors.ts';
import type { Turn } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import type { ThreadState } from '../shared/thread/threadState.ts';
import { toThreadSummary } from '../shared/thread/threadSummary.ts';
import { listTurns, type TurnPage } from './listTurns.ts';
import { olderPageSize } from './olderPageSize.ts';
import { toThreadError } from './threadProblem.ts';
import type { ThreadServer } from './threadService.ts';

/** Small, since a click waits for it. */
const newestPageTurns = 10;

interface Reading {
  readonly kind: 'open' | 'older' | 'refresh';
  readonly done: Promise<void>;
}

/**
 * Reads the stored turns of threads page by page, the newest first, without taking a writer lock. The turns held of a
 * thread have no gap: when the newest page does not reach them, they are dropped and paging starts anew. One request
 * at a time for each thread.
 */
export class ThreadPages {
  /** Where the page before the held turns begins; null: there is none. Absent: the newest page was not read. */
  private readonly cursors = new Map<string, string | null>();
  /** Threads of which events may have been missed, with the last turn from before that; null: none was held. */
  private readonly stale = new Map<string, string | null>();
  private readonly readings = new Map<string, Reading>();

  constructor(
    private readonly server: ThreadServer,
    private readonly store: Store<AppState, AppEvent>,
    private readonly sizeOfPage: typeof olderPageSize = olderPageSize,
  ) {
    store.subscribe(({ events }) => {
      for (const event of events) this.handle(event);
    });
  }

  /** Reads the newest turns, or what was missed since they were read. Failure becomes state; opening again retries. */
  open(threadId: string): Promise<void> {
    return this.once(threadId, 'open', () => this.readMissing(threadId));
  }

  /**
   * Reads the page before the oldest turn that is held. Asked again meanwhile, it is the same request. Failure becomes
   * state; asking again retries.
   */
  loadOlder(threadId: string): Promise<void> {
    return this.once(threadId, 'older', () => this.readOlder(threadId));
  }

  /** Reads the newest turns again, whether or not events may have been missed. Throws what the server answered. */
  refresh(threadId: string): Promise<void> {
    return this.once(threadId, 'refresh', async () => {
      const connection = await this.server.ensureReady();
      const before = this.thread(threadId);
      this.addNewest(threadId, before, await listTurns(connection, threadId, null, newestPageTurns));
    });
  }

  /** Events of the thread may have been missed: opening it reads its newest turns again. */
  distrust(threadId: string): void {
    // Of a thread that was only started, and of a side question, nothing is stored.
    const { threads, summaries } = this.store.getState();
    const isStored = Boolean(threads[threadId]?.turns.length) || this.cursors.has(threadId);
    if (!isStored || summaries[threadId]?.ephemeral || this.stale.has(threadId)) return;
    this.stale.set(threadId, threads[threadId]?.turns.at(-1)?.id ?? null);
  }

  private handle(event: AppEvent): void {
    switch (event.method) {
      case 'host/serverLost':
        for (const threadId of Object.keys(this.store.getState().threads)) this.distrust(threadId);
        return;
      case 'thread/closed':
        return this.distrust(event.params.threadId);
      case 'thread/archived':
      case 'thread/deleted':
      case 'host/threadUnloaded':
        this.cursors.delete(event.params.threadId);
        this.stale.delete(event.params.threadId);
        return;
      default:
    }
  }

  private thread(threadId: string): ThreadState | undefined {
    return this.store.getState().threads[threadId];
  }

  /** Reads of a thread go one after another, and one that would repeat the last one is that one. */
  private once(threadId: string, kind: Reading['kind'], read: () => Promise<void>): Promise<void> {
    const current = this.readings.get(threadId);
    if (current?.kind === kind) return current.done;
    const begun = current ? current.done.catch(() => undefined).then(read) : read();
    const done = begun.finally(() => {
      if (this.readings.get(threadId)?.done === done) this.readings.delete(threadId);
    });
    this.readings.set(threadId, { kind, done });
    return done;
  }

  private async readMissing(threadId: string): Promise<void> {
    const known = this.thread(threadId);
    const isCurrent = known !== undefined && !this.stale.has(threadId);
    if (isCurrent && known.history === 'complete') return;
    if (isCurrent && this.cursors.has(threadId)) {
      if (known.history === 'failed') await this.readOlder(threadId);
      return;
    }
    try {
      await this.readNewest(threadId);
    } catch (error) {
      this.fail(threadId, error);
    }
  }

  private async readNewest(threadId: string): Promise<void> {
    const before = this.thread(threadId);
    // What is only read again is not waited for.
    const isAwaited = !this.cursors.has(threadId) && before?.history !== 'complete';
    const request: AppEvent = { method: 'host/historyRequested', params: { threadId } };
    // At once, if it can be: a page that is shown the thread now shows that it comes.
    if (before && isAwaited) this.store.dispatch([request]);
    const connection = await this.server.ensureReady();
    const read = connection.request('thread/read', { threadId, includeTurns: false });
    const listed = listTurns(connection, threadId, null, newestPageTurns);
    // Both fail alike; what is said of the thread says why.
    listed.catch(() => undefined);
    const summary = toThreadSummary((await read).thread);
    this.store.dispatch([{ method: 'host/threadSeen', params: { summary, history: 'partial' } }]);
    if (!before && isAwaited) this.store.dispatch([request]);
    this.addNewest(threadId, before, await listed);
  }

  /** `asked`: the thread when the page was asked for. Turns that came since are newer than all of the page. */
  private addNewest(threadId: string, asked: ThreadState | undefined, { data, nextCursor }: TurnPage): void {
    const turns = data.toReversed();
    // It may have been unloaded meanwhile.
    const before = this.thread(threadId)?.turns.length ? asked : undefined;
    // A running turn is newer than any page, whether codex lists it already or not.
    const held = before?.turns.filter(({ status }) => status !== 'inProgress') ?? [];
    const reached = held.findIndex(({ id }) => id === turns[0]?.id);
    // Else turns may be missing before the page, and what was known of those before it holds no more.
    const isReached = reached >= 0 && reached <= this.lastTrusted(threadId, held);
    const lastTurnId = isReached || nextCursor === null ? undefined : lastBefore(held, turns);
    if (lastTurnId !== undefined)
      this.store.dispatch([{ method: 'host/turnsDropped', params: { threadId, lastTurnId } }]);
    const isDeeper = isReached && (before?.history === 'complete' || this.cursors.has(threadId));
    const cursor = isDeeper ? (this.cursors.get(threadId) ?? null) : nextCursor;
    if (this.thread(threadId)) {
      this.cursors.set(threadId, cursor);
      this.stale.delete(threadId);
    }
    this.add(threadId, turns, cursor === null);
  }

  /** The index of the last held turn up to which no turn can be missing. */
  private lastTrusted(threadId: string, held: ThreadState['turns']): number {
    const turnId = this.stale.get(threadId);
    return turnId === undefined ? held.length - 1 : held.findIndex(({ id }) => id === turnId);
  }

  private async readOlder(threadId: string): Promise<void> {
    const thread = this.thread(threadId);
    const cursor = this.cursors.get(threadId);
    if (!thread || thread.history === 'complete' || cursor === null) return;
    if (cursor === undefined) return this.readMissing(threadId);
    this.store.dispatch([{ method: 'host/historyRequested', params: { threadId } }]);
    try {
      const connection = await this.server.ensureReady();
      const held = new Set(thread.turns.map(({ id }) => id));
      const size = this.sizeOfPage(thread.turns);
      let page = await listTurns(connection, threadId, cursor, size);
      // Paging that started anew comes through what is held.
      while (page.nextCursor !== null && page.data.every(({ id }) => held.has(id)))
        page = await listTurns(connection, threadId, page.nextCursor, size);
      if (this.cursors.has(threadId)) this.cursors.set(threadId, page.nextCursor);
      this.add(threadId, page.data.toReversed(), page.nextCursor === null);
    } catch (error) {
      // A cursor that codex refuses it refuses again: the next attempt starts from the newest page.
      if (error instanceof RpcError) this.cursors.delete(threadId);
      this.fail(threadId, error);
    }
  }

  private add(threadId: string, turns: readonly Turn[], complete: boolean): void {
    this.store.dispatch([{ method: 'host/historyLoaded', params: { threadId, turns, complete } }]);
  }

  private fail(threadId: string, cause: unknown): void {
    const error = toThreadError(cause);
    const message = error instanceof Error ? error.message : String(error);
    this.store.dispatch([{ method: 'host/historyFailed', params: { threadId, message } }]);
  }
}

/** The id of the last held turn that is older than a page; undefined: there is none. */
function lastBefore(held: ThreadState['turns'], page: readonly Turn[]): string | undefined {
  const ids = new Set(page.map(({ id }) => id));
  const common = held.findIndex(({ id }) => ids.has(id));
  return held[common < 0 ? held.length - 1 : common - 1]?.id;
}
