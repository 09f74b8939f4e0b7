import type { Gate } from '../support/gate.ts';
import {
  commandCall,
  completed,
  functionCall,
  itemAdded,
  itemDone,
  message,
  messageItem,
  patchCall,
  reasoning,
  textDelta,
  uniqueId,
  type ScriptStep,
} from '../support/responseEvents.ts';

const patch = `*** Begin Patch
*** Add File: added.txt
+a line with \`\`\` in it
*** End Patch
`;

/**
 * One request of a turn that uses a tool of every kind, after `done` of them: reasoning, a command that fails, a patch,
 * an MCP server's tool (`fakeMcpServerTables`), a picture (an absolute path) and a search.
 */
export function* everyTool(done: number, picture: string): Generator<ScriptStep> {
  const search = { type: 'search', query: 'weather today' };
  const rounds: readonly (() => Iterable<ScriptStep>)[] = [
    () => [
      ...reasoning(['**Looking around**\n\nThere is a file.']),
      ...message('I run it first.', { phase: 'commentary' }),
      commandCall({ cmd: String.raw`printf 'one\ntwo\n'; exit 3` }),
    ],
    () => [patchCall(patch)],
    () => [functionCall('echo', { text: 'hello' }, { namespace: 'mcp__fake' })],
    () => [functionCall('view_image', { path: picture })],
    () => [
      itemDone({ type: 'web_search_call', id: uniqueId('ws'), status: 'completed', action: search }),
      ...message('All of it is done.\n\n```ts\nconst x = 1;\n```'),
    ],
  ];
  yield* rounds[done]?.() ?? [];
  yield completed();
}

/** An answer in three pieces, `NAME-1 ` to `NAME-3 `, each of which waits for the gate of its name. */
export async function* pieces(
  name: string,
  gate: (name: string) => Gate,
  signal: AbortSignal,
): AsyncGenerator<ScriptStep> {
  const id = uniqueId('msg');
  const hungUp = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  const texts = [1, 2, 3].map((part) => `${name}-${part}`);
  yield itemAdded(messageItem(id, null));
  for (const text of texts) {
    await Promise.race([gate(text).opened, hungUp]);
    yield textDelta(id, `${text} `);
  }
  yield itemDone(messageItem(id, `${texts.join(' ')} `));
  yield completed();
}
