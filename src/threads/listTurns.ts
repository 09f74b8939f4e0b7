import type { ClientResults } from '../protocol/index.ts';
import type { ThreadConnection } from './threadService.ts';

export type TurnPage = ClientResults['thread/turns/list'];

/** Asks for stored turns with all their items, the newest first, from `cursor` (null: the newest). Throws what the server answered. */
export function listTurns(
  connection: ThreadConnection,
  threadId: string,
  cursor: string | null,
  limit: number,
): Promise<TurnPage> {
  const params = { threadId, limit, sortDirection: 'desc' as const, itemsView: 'full' as const };
  return connection.request('thread/turns/list', { ...params, ...(cursor !== null && { cursor }) });
}
