import type { AppEvent, AppState, OutboxEntry } from '../shared/appState.ts';
import type { HostToWebview, SurfaceState } from '../shared/messages.ts';
import { concernsSurface } from '../shared/projectSurface.ts';
import type { Store, StoreChange } from '../shared/store.ts';
import { cutThread } from '../shared/thread/cutThread.ts';
import { tailStart, type TailLimits } from '../shared/thread/tailStart.ts';
import type { ThreadState } from '../shared/thread/threadState.ts';
import { toPageEvents } from '../shared/toPageEvents.ts';

/** A page begins with what fills it: a long thread is shown as fast as a short one. */
const firstLimits: TailLimits = { turns: 10, items: 200 };
const olderLimits: TailLimits = { turns: 30, items: 600 };
/** codex mostly has a stored thread sooner: then the page changes once, and not first to a thread without turns. */
const comingMs = 50;
/** What is read for later waits until the page has drawn what it asked for: they would share the processor. */
const aheadMs = 100;

export interface WebviewSessionDeps {
  readonly store: Store<AppState, AppEvent>;
  project(): SurfaceState;
  post(message: HostToWebview): void;
  newEpoch(): string;
  /** Has turns older than the host's be read, before the page comes to want them. */
  loadAhead(threadId: string): void;
  /** Runs it once, later. Returns what takes it back. */
  schedule(act: () => void, delayMs: number): () => void;
}

/**
 * Feeds one page from its `ready` until it is hidden or gone: a snapshot with the newest turns of its thread, then every
 * event that concerns it, in order, as the store folds them. Older turns are sent when the page asks. Nothing is queued
 * for a page that cannot listen; a page that comes back is `ready` again and gets a new session.
 */
export class WebviewSession {
  private epoch = '';
  private seq = 0;
  private threadId: string | null = null;
  private draftKey = '';
  /** Where the page begins, when it does not hold all turns that the host does. */
  private first: { readonly turnId: string; readonly index: number } | null = null;
  private outbox: readonly OutboxEntry[] = [];
  /** The page asked for turns that the host did not have: it gets a part of what comes, as of what is there. */
  private isAwaitingOlder = false;
  /** While a thread is coming the page still shows what it did before; these are told when that is over. */
  private coming: { readonly stopWaiting: () => void; readonly listeners: (() => void)[] } | undefined;
  private stopReadingAhead = (): void => undefined;
  private readonly unsubscribe: () => void;

  constructor(private readonly deps: WebviewSessionDeps) {
    this.sendSnapshot();
    this.unsubscribe = deps.store.subscribe((change) => this.sendEvents(change));
  }

  /** The surface shows something else: sends it, a thread that has to be read first as soon as it is, or in a moment. */
  showSurface(): void {
    if (!this.isComing()) return this.sendSnapshot();
    this.coming ??= {
      stopWaiting: this.deps.schedule(() => this.sendSnapshot(), comingMs),
      listeners: [],
    };
  }

  /**
   * Resolves when the page has been sent what the surface shows, or will be sent nothing more; with true if that was
   * still coming.
   */
  async sent(): Promise<boolean> {
    const { coming } = this;
    if (coming) await new Promise<void>((resolve) => coming.listeners.push(resolve));
    return coming !== undefined;
  }

  /** Sends the whole state anew: for a page that lost count, and when there is something else to show. */
  sendSnapshot(): void {
    const state = this.deps.project();
    const isNew = this.epoch === '' || state.threadId !== this.threadId;
    if (isNew) this.stopReadingAhead();
    this.epoch = this.deps.newEpoch();
    this.seq = 0;
    this.threadId = state.threadId;
    this.draftKey = state.draftKey;
    this.outbox = state.app.outbox;
    this.isAwaitingOlder = false;
    const thread = this.shownThread(state.app);
    // A reader who has scrolled up keeps the place.
    const start = isNew ? this.newest(thread) : (this.findStart(thread) ?? this.newest(thread));
    this.beginAt(thread, start);
    this.deps.post({ type: 'snapshot', epoch: this.epoch, seq: this.seq, state: cutState(state, start) });
    this.endComing();
  }

  /**
   * Sends the next older turns of the page's thread that the host holds, and has more read when few are left. Returns
   * false, and sends nothing, when the page has them all: more of them are codex's, and are sent when they come.
   */
  showOlder(threadId: string): boolean {
    const thread = this.shownThread(this.deps.store.getState());
    const end = this.findStart(thread);
    if (threadId !== this.threadId || !thread) return false;
    if (!end) {
      const [oldest] = thread.turns;
      this.isAwaitingOlder = oldest !== undefined;
      this.first = oldest ? { turnId: oldest.id, index: 0 } : null;
      return false;
    }
    const start = tailStart(thread.turns, end, olderLimits);
    this.sendTurns(thread, start, end);
    this.stopReadingAhead();
    if (start <= olderLimits.turns && thread.history === 'partial')
      this.stopReadingAhead = this.deps.schedule(() => this.deps.loadAhead(threadId), aheadMs);
    return true;
  }

  dispose(): void {
    this.stopReadingAhead();
    this.endComing();
    this.unsubscribe();
  }

  private endComing(): void {
    const { coming } = this;
    this.coming = undefined;
    coming?.stopWaiting();
    for (const tell of coming?.listeners ?? []) tell();
  }

  /** Whether the surface shows a stored thread of which nothing is there yet. */
  private isComing(): boolean {
    const { threadId, draftKey, app } = this.deps.project();
    // A thread that was started here is the draft that it was before.
    if (threadId === null || threadId === this.threadId || draftKey === this.draftKey) return false;
    const thread = app.threads[threadId];
    return !thread || (thread.turns.length === 0 && /partial|loading/.test(thread.history));
  }

  private sendEvents({ events, state }: StoreChange<AppState, AppEvent>): void {
    if (this.coming) {
      if (!this.isComing()) this.sendSnapshot();
      return;
    }
    const { outbox } = this;
    this.outbox = state.outbox;
    const thread = this.shownThread(state);
    const start = this.findStart(thread);
    // The turn that the page begins with is gone, and what the page has before it is not what the host has.
    if (start === undefined) return this.sendSnapshot();
    const { threadId } = this;
    const wanted = events
      .filter((event) => concernsSurface(event, threadId))
      .flatMap((event) => toPageEvents(event, { threadId, thread, start, outbox }));
    this.sendAll(wanted);
    if (!this.first || !thread) return;
    if (!this.isAwaitingOlder) {
      if (start === 0) this.sendTurns(thread, 0, 0);
    } else if (start > 0) {
      this.isAwaitingOlder = false;
      this.showOlder(thread.id);
    } else if (thread.history !== 'loading') {
      // Nothing came: the page has all that there is, and was told why.
      this.isAwaitingOlder = false;
      this.first = null;
    }
  }

  private sendTurns(thread: ThreadState, start: number, end: number): void {
    this.beginAt(thread, start);
    const { history, historyError } = cutThread(thread, start);
    const turns = thread.turns.slice(start, end);
    const params = { threadId: thread.id, turns, history, historyError };
    this.sendAll([{ method: 'host/turnsShown', params }]);
  }

  private sendAll(events: readonly AppEvent[]): void {
    if (events.length === 0) return;
    this.deps.post({ type: 'events', epoch: this.epoch, from: this.seq, events });
    this.seq += events.length;
  }

  private shownThread({ threads }: AppState): ThreadState | undefined {
    return this.threadId === null ? undefined : threads[this.threadId];
  }

  private newest(thread: ThreadState | undefined): number {
    return thread ? tailStart(thread.turns, thread.turns.length, firstLimits) : 0;
  }

  private beginAt(thread: ThreadState | undefined, start: number): void {
    const turn = start > 0 ? thread?.turns[start] : undefined;
    this.first = turn ? { turnId: turn.id, index: start } : null;
  }

  /** Where the page begins among the host's turns; 0: it has them all. undefined: the host lost that turn. */
  private findStart(thread: ThreadState | undefined): number | undefined {
    if (!this.first) return 0;
    const { turnId, index } = this.first;
    // Nearly always where it was: a long thread is not searched for every event.
    if (thread?.turns[index]?.id === turnId) return index;
    const found = thread?.turns.findIndex(({ id }) => id === turnId) ?? -1;
    if (found < 0) return undefined;
    this.first = { turnId, index: found };
    return found;
  }
}

function cutState(state: SurfaceState, start: number): SurfaceState {
  const thread = state.threadId === null ? undefined : state.app.threads[state.threadId];
  if (!thread || start === 0) return state;
  const threads = { ...state.app.threads, [thread.id]: cutThread(thread, start) };
  return { ...state, app: { ...state.app, threads } };
}
