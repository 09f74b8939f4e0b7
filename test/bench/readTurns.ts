import type { BareClient } from '../support/bareClient.ts';

/** Turns as codex gives them, the newest first. */
export interface ReadTurns {
  readonly turns: readonly unknown[];
  /** Where the turns before them begin; null: there are none. */
  readonly nextCursor: unknown;
}

/** How many turns the panel reads of a thread that is opened, see `src/threads/threadPages.ts`. */
const newestTurns = 10;

/** What a client asks that does nothing else: `limit` turns before `cursor` (null: the newest). */
export async function readTurns(
  client: BareClient,
  threadId: string,
  cursor: unknown,
  limit: number,
): Promise<ReadTurns> {
  const params = { threadId, limit, sortDirection: 'desc', itemsView: 'full' };
  const page = await client.request('thread/turns/list', { ...params, ...(cursor !== null && { cursor }) });
  client.log.length = 0;
  return { turns: page.data as readonly unknown[], nextCursor: page.nextCursor };
}

/** The thread and its newest turns, asked for at once, as when a thread is opened. */
export async function readNewest(client: BareClient, threadId: string): Promise<ReadTurns> {
  const [newest] = await Promise.all([
    readTurns(client, threadId, null, newestTurns),
    client.request('thread/read', { threadId, includeTurns: false }),
  ]);
  return newest;
}
