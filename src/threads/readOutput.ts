import type { ClientResults } from '../protocol/index.ts';
import type { ThreadServer } from './threadService.ts';

/**
 * The whole output of a finished command as codex stored it (at most 1 MiB), or null when it has none stored. Throws
 * what the server answered.
 */
export async function readOutput(
  server: ThreadServer,
  threadId: string,
  turnId: string,
  itemId: string,
): Promise<string | null> {
  const connection = await server.ensureReady();
  let cursor: string | null = null;
  do {
    const page: ClientResults['thread/items/list'] = await connection.request('thread/items/list', {
      threadId,
      turnId,
      cursor,
    });
    const item = page.data.find((entry) => entry.item.id === itemId)?.item;
    if (item) return item.type === 'commandExecution' ? item.aggregatedOutput : null;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return null;
}
