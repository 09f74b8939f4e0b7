import { RpcError } from '../errors.ts';
import { listTurns, type TurnPage } from './listTurns.ts';
import type { ThreadConnection } from './threadService.ts';

const pageTurns = 20;

/** codex has not stored anything of a thread yet: in so many words before its first turn, in others as that begins. */
function hasNoHistory(error: unknown): boolean {
  return error instanceof RpcError && /not materialized yet|not supported yet/.test(error.message);
}

/**
 * Whether codex has stored the user's message with a client id, the newest turns first: it is nearly always in those.
 * Throws what the server answered.
 */
export async function hasMessage(
  connection: ThreadConnection,
  threadId: string,
  clientId: string,
): Promise<boolean> {
  let cursor: string | null = null;
  do {
    let page: TurnPage;
    try {
      page = await listTurns(connection, threadId, cursor, pageTurns);
    } catch (error) {
      if (hasNoHistory(error)) return false;
      throw error;
    }
    const items = page.data.flatMap((turn) => turn.items);
    if (items.some((item) => item.type === 'userMessage' && item.clientId === clientId)) return true;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return false;
}
