import type { AppState } from '../../../src/shared/appState.ts';
import type {
  ItemState,
  ThreadState,
  TurnProgress,
  TurnState,
} from '../../../src/shared/thread/threadState.ts';

/** The only thread of the state, or undefined while there is none. */
export function onlyThread(state: AppState): ThreadState | undefined {
  const threads = Object.values(state.threads);
  if (threads.length > 1) throw new Error('More than one thread.');
  return threads[0];
}

/** What a person reads: the texts of messages with who wrote them and, if not completed, how they stand. */
export function transcript(thread: ThreadState | undefined): string[] {
  return (thread?.turns ?? []).flatMap(({ items }) => items.flatMap(toLine));
}

function toLine({ item, progress }: ItemState): string[] {
  const suffix = progress === 'completed' ? '' : ` (${progress})`;
  if (item.type === 'agentMessage') return [`codex: ${item.text}${suffix}`];
  if (item.type !== 'userMessage') return [];
  const texts = item.content.map((input) => (input.type === 'text' ? input.text : `[${input.type}]`));
  return [`user: ${texts.join('')}${suffix}`];
}

/** The item of a type in the only thread's last turn. */
export function lastItem<T extends ItemState['item']['type']>(
  state: AppState,
  type: T,
): Extract<ItemState['item'], { type: T }> | undefined {
  const items = onlyThread(state)?.turns.at(-1)?.items ?? [];
  const found = items.findLast(({ item }) => item.type === type)?.item;
  return found as Extract<ItemState['item'], { type: T }> | undefined;
}

/** The only thread, once it has so many turns and the last one has ended (as `status`, if given). */
export function ended(count: number, status?: TurnProgress): (state: AppState) => ThreadState | false {
  return (state) => {
    const thread = onlyThread(state);
    const last = thread?.turns.at(-1);
    if (!thread || thread.turns.length !== count || !last || last.status === 'inProgress') return false;
    return status === undefined || last.status === status ? thread : false;
  };
}

/**
 * What live and stored turns must agree on. History has no trace of items that never completed, declined commands,
 * exact times, and the source and process id that a command gets when it runs.
 */
export function comparable(turns: readonly TurnState[]): unknown {
  return turns.map(({ id, status, error, items }) => ({
    id,
    status,
    error,
    items: items
      .filter(({ progress, item }) => progress === 'completed' && !isDeclinedCommand(item))
      .map(({ item, output }) => ({ ...item, startedAtMs: 0, completedAtMs: 0, output }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }));
}

function isDeclinedCommand(item: ItemState['item']): boolean {
  return item.type === 'commandExecution' && item.status === 'declined';
}
