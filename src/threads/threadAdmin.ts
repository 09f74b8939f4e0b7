import type { ClientMethod, ParamsOf } from '../codex/requestPolicy.ts';
import type { ClientResults, Turn } from '../protocol/index.ts';
import type { ThreadSummary } from '../shared/thread/threadState.ts';
import { toThreadSummary } from '../shared/thread/threadSummary.ts';
import { toThreadError } from './threadProblem.ts';
import type { ThreadServer, ThreadService } from './threadService.ts';

const exportPageTurns = 50;

/** A stored thread as codex knows it, whether or not this window has shown it. */
export interface StoredThread {
  readonly summary: ThreadSummary;
  /** The rollout file (absolute); null for a thread that is not stored. */
  readonly path: string | null;
}

/** What can be done with a stored thread from a list. All throw what keeps it from being done. */
export interface ThreadAdmin {
  /** `name` must not be blank. Allowed while another process holds the thread. */
  rename(threadId: string, name: string): Promise<void>;
  /** Ends a running turn first. */
  archive(threadId: string): Promise<void>;
  unarchive(threadId: string): Promise<void>;
  /** Deletes for good. Refused (see threadProblemOf) while forks need the thread's history. */
  remove(threadId: string): Promise<void>;
  /** Makes a thread with the same history, up to and with `lastTurnId` (of an ended turn) if given. Returns its id. */
  fork(threadId: string, lastTurnId?: string): Promise<string>;
  read(threadId: string): Promise<StoredThread>;
  /** All stored turns, oldest first, with all their items. */
  readTurns(threadId: string): Promise<Turn[]>;
}

/** Makes the calls that change or read stored threads, with the server's refusals in words a person can act on. */
export function createThreadAdmin(server: ThreadServer, threads: Pick<ThreadService, 'fork'>): ThreadAdmin {
  async function call<M extends ClientMethod>(method: M, params: ParamsOf<M>): Promise<ClientResults[M]> {
    const connection = await server.ensureReady();
    try {
      return await connection.request(method, params);
    } catch (error) {
      throw toThreadError(error);
    }
  }

  return {
    rename: async (threadId, name) => void (await call('thread/name/set', { threadId, name: name.trim() })),
    archive: async (threadId) => void (await call('thread/archive', { threadId })),
    unarchive: async (threadId) => void (await call('thread/unarchive', { threadId })),
    remove: async (threadId) => void (await call('thread/delete', { threadId })),
    // codex has loaded the fork, which is left as any other thread.
    fork: (threadId, lastTurnId) => threads.fork(threadId, lastTurnId === undefined ? {} : { lastTurnId }),
    read: async (threadId) => {
      const { thread } = await call('thread/read', { threadId, includeTurns: false });
      return { summary: toThreadSummary(thread), path: thread.path };
    },
    readTurns: async (threadId) => {
      const turns: Turn[] = [];
      let cursor: string | null = null;
      do {
        const page: ClientResults['thread/turns/list'] = await call('thread/turns/list', {
          threadId,
          cursor,
          limit: exportPageTurns,
          sortDirection: 'asc',
          itemsView: 'full',
        });
        turns.push(...page.data);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return turns;
    },
  };
}
