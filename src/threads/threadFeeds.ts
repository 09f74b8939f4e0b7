import { UnsupportedMethodError } from '../errors.ts';
import type { ThreadSourceKind } from '../protocol/index.ts';
import { toThreadRow, type ThreadOrigin, type ThreadRow } from '../shared/thread/list/threadRow.ts';
import type { ThreadConnection } from './threadService.ts';

/** Which threads a listing holds. */
export interface ThreadQuery {
  /** Absolute folders that threads were started in, each with its variants through links; null: all. */
  readonly cwds: readonly string[] | null;
  readonly archived: boolean;
  /** Where the threads were started; null: anywhere. */
  readonly origins: readonly ThreadOrigin[] | null;
  /** Trimmed; empty: no search. */
  readonly searchTerm: string;
}

export interface ThreadPage {
  readonly rows: readonly ThreadRow[];
  readonly nextCursor: string | null;
}

/** Asks codex for one page, newest first; null is the first one. */
export type FetchPage = (connection: ThreadConnection, cursor: string | null) => Promise<ThreadPage>;

const pageThreads = 50;
/** How far one question looks through names: 1,000 threads. */
const scannedPages = 20;

/** All that a person starts: sub-agents are found in their parents. */
const sourceKinds: Readonly<Record<ThreadOrigin, readonly ThreadSourceKind[]>> = {
  editor: ['vscode', 'appServer'],
  cli: ['cli'],
  exec: ['exec'],
  other: ['unknown'],
};

function kindsOf({ origins }: ThreadQuery): ThreadSourceKind[] {
  const kinds = (origins ?? []).flatMap((origin) => sourceKinds[origin]);
  // An empty list would be taken for the server's default.
  return kinds.length > 0 ? kinds : Object.values(sourceKinds).flat();
}

/** The server compares titles letter by letter: a word is looked for as it was typed, and as a title may begin. */
function titleVariants(term: string): string[] {
  const lower = term.toLowerCase();
  return [...new Set([term, lower, lower.charAt(0).toUpperCase() + lower.slice(1)])];
}

function withoutSlash(folder: string): string {
  return folder.length > 1 ? folder.replace(/[\\/]$/, '') : folder;
}

function listThreads(query: ThreadQuery, searchTerm: string): FetchPage {
  const { cwds, archived } = query;
  return async (connection, cursor) => {
    const page = await connection.request('thread/list', {
      // Left out, threads of other model providers would be missing.
      modelProviders: [],
      sortKey: 'recency_at',
      limit: pageThreads,
      sourceKinds: kindsOf(query),
      archived,
      cursor,
      ...(cwds && { cwd: [...cwds] }),
      ...(searchTerm && { searchTerm }),
    });
    return { rows: page.data.map((thread) => toThreadRow(thread)), nextCursor: page.nextCursor };
  };
}

/** Names with the words in other letters: the server does not find them, so that all are looked through. */
function scanNames(query: ThreadQuery): FetchPage {
  const listPage = listThreads(query, '');
  const wanted = query.searchTerm.toLowerCase();
  return async (connection, cursor) => {
    const rows: ThreadRow[] = [];
    let nextCursor = cursor;
    for (let pages = 0; pages < scannedPages && rows.length < pageThreads; pages++) {
      const page = await listPage(connection, nextCursor);
      rows.push(...page.rows.filter(({ name }) => name?.toLowerCase().includes(wanted)));
      ({ nextCursor } = page);
      if (nextCursor === null) break;
    }
    return { rows, nextCursor };
  };
}

/** The server searches messages whatever their case, but of all folders. */
function searchTranscripts(query: ThreadQuery): FetchPage {
  const { cwds, archived, searchTerm } = query;
  const wanted = cwds && new Set(cwds.map(withoutSlash));
  return async (connection, cursor) => {
    try {
      const page = await connection.request('thread/search', {
        sortKey: 'recency_at',
        limit: pageThreads,
        sourceKinds: kindsOf(query),
        archived,
        searchTerm,
        cursor,
      });
      const found = page.data.filter(({ thread }) => !wanted || wanted.has(withoutSlash(thread.cwd)));
      return {
        rows: found.map(({ thread, snippet }) => toThreadRow(thread, snippet)),
        nextCursor: page.nextCursor,
      };
    } catch (error) {
      if (error instanceof UnsupportedMethodError) return { rows: [], nextCursor: null };
      throw error;
    }
  };
}

/** What to ask for a query, in this order: titles come at once, the inside of transcripts takes longer. */
export function threadFeeds(query: ThreadQuery): FetchPage[] {
  if (query.searchTerm === '') return [listThreads(query, '')];
  return [
    ...titleVariants(query.searchTerm).map((term) => listThreads(query, term)),
    searchTranscripts(query),
    scanNames(query),
  ];
}
