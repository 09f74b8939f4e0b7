import { Emitter, type Event } from 'vscode-jsonrpc/node';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { renewHead, unite } from '../shared/thread/list/threadPages.ts';
import type { ThreadRow } from '../shared/thread/list/threadRow.ts';
import { threadFeeds, type FetchPage, type ThreadQuery } from './threadFeeds.ts';
import type { ThreadServer } from './threadService.ts';

interface Feed {
  readonly fetch: FetchPage;
  rows: readonly ThreadRow[];
  /** Of the page after the last one loaded; undefined before the first. */
  cursor: string | null | undefined;
}

/** Whether an event tells that codex's list of threads is no longer what it was. */
function changesList(event: AppEvent): boolean {
  switch (event.method) {
    case 'thread/name/updated':
    case 'thread/archived':
    case 'thread/unarchived':
    case 'thread/deleted':
    case 'turn/completed':
      return true;
    case 'thread/started':
      return event.params.thread.forkedFromId !== null;
    case 'item/completed':
      // A thread is stored, and becomes the latest, with a person's message.
      return event.params.item.type === 'userMessage';
    default:
      return false;
  }
}

/** What an event makes of the known rows before codex is asked again. */
function patchRows(rows: readonly ThreadRow[], event: AppEvent, archived: boolean): readonly ThreadRow[] {
  switch (event.method) {
    case 'thread/name/updated': {
      const { threadId, threadName = null } = event.params;
      return rows.map((row) => (row.id === threadId ? { ...row, name: threadName } : row));
    }
    case 'thread/archived':
      return archived ? rows : rows.filter(({ id }) => id !== event.params.threadId);
    case 'thread/unarchived':
      return archived ? rows.filter(({ id }) => id !== event.params.threadId) : rows;
    case 'thread/deleted':
      return rows.filter(({ id }) => id !== event.params.threadId);
    default:
      return rows;
  }
}

/**
 * A listing of codex's stored threads, page by page. It asks only while it is active, and after events that change
 * the list: never by the clock. At most one question is under way; what happens meanwhile leads to one more.
 */
export class ThreadList {
  private readonly changed = new Emitter<void>();
  private readonly unsubscribe: () => void;
  private feeds: Feed[] = [];
  private current: ThreadQuery | undefined;
  private active = false;
  private isStale = false;
  private wantsMore = false;
  private pumping: Promise<void> | undefined;
  private failure: Error | undefined;

  constructor(
    private readonly server: ThreadServer,
    private readonly store: Store<AppState, AppEvent>,
  ) {
    this.unsubscribe = store.subscribe(({ events }) => this.handleEvents(events));
  }

  /** Rows, loading or failure changed. */
  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /** What is known so far, newest first. */
  get rows(): ThreadRow[] {
    const { summaries } = this.store.getState();
    return unite(this.feeds.map(({ rows }) => rows)).map((row) =>
      row.preview === '' ? { ...row, preview: summaries[row.id]?.preview ?? '' } : row,
    );
  }

  get hasMore(): boolean {
    return this.feeds.some(({ cursor }) => typeof cursor === 'string');
  }

  get isLoading(): boolean {
    return this.pumping !== undefined;
  }

  /** Why the last question was not answered; undefined when it was. */
  get error(): Error | undefined {
    return this.failure;
  }

  /** Lists something else: what was known is dropped. The same query again changes nothing. */
  setQuery(query: ThreadQuery): void {
    if (JSON.stringify(query) === JSON.stringify(this.current)) return;
    this.current = query;
    this.feeds = threadFeeds(query).map((fetch) => ({ fetch, rows: [], cursor: undefined }));
    this.failure = undefined;
    this.wantsMore = false;
    void this.refresh();
  }

  /** Begins or ends asking codex: a list that nobody sees asks nothing. It asks again when it is seen again. */
  setActive(active: boolean): void {
    if (this.active === active) return;
    this.active = active;
    if (active) void this.refresh();
  }

  /** Asks for the newest page again, when active. Resolves when the list has settled; a failure is in `error`. */
  refresh(): Promise<void> {
    this.isStale = true;
    return this.pump();
  }

  /** Loads the next older page, when active. Resolves when the list has settled. */
  loadMore(): Promise<void> {
    this.wantsMore = true;
    return this.pump();
  }

  dispose(): void {
    this.active = false;
    this.unsubscribe();
    this.changed.dispose();
  }

  private get hasWork(): boolean {
    return this.active && this.feeds.length > 0 && (this.isStale || this.wantsMore);
  }

  private async pump(): Promise<void> {
    while (this.hasWork || this.pumping) {
      this.pumping ??= this.work().finally(() => {
        this.pumping = undefined;
        this.changed.fire();
      });
      await this.pumping;
    }
  }

  private async work(): Promise<void> {
    const isHead = this.isStale;
    if (isHead) this.isStale = false;
    else this.wantsMore = false;
    const { feeds } = this;
    this.changed.fire();
    try {
      const connection = await this.server.ensureReady();
      for (const feed of feeds) {
        if (!isHead && feed.cursor === null) continue;
        const { rows, nextCursor } = await feed.fetch(connection, isHead ? null : (feed.cursor ?? null));
        // Another query was set meanwhile.
        if (feeds !== this.feeds) return;
        this.take(feed, isHead, rows, nextCursor);
      }
      this.failure = undefined;
    } catch (error) {
      if (feeds !== this.feeds) return;
      this.wantsMore = false;
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  private take(feed: Feed, isHead: boolean, rows: readonly ThreadRow[], nextCursor: string | null): void {
    const known = feed.rows.length;
    feed.rows = isHead ? renewHead(feed.rows, rows, nextCursor === null) : unite([feed.rows, rows]);
    // The cursor of a deeper page stays true when the head is renewed: cursors name a place, not a count.
    const isDeeper = isHead && nextCursor !== null && known > rows.length && feed.cursor !== undefined;
    if (!isDeeper) feed.cursor = nextCursor;
    this.changed.fire();
  }

  private handleEvents(events: readonly AppEvent[]): void {
    const { current } = this;
    if (!current) return;
    const changes = events.filter(changesList);
    for (const event of changes)
      for (const feed of this.feeds) feed.rows = patchRows(feed.rows, event, current.archived);
    const isBack = events.some(
      ({ method, params }) =>
        method === 'host/serverChanged' && 'server' in params && params.server.kind === 'ready',
    );
    // A server that starts because this list asks is not asked twice.
    if (changes.length === 0 && !(isBack && !this.pumping)) return;
    if (changes.length > 0) this.changed.fire();
    void this.refresh();
  }
}
