import type { AppState } from '../appState.ts';
import type { ItemState } from './threadState.ts';

/** Names an item: ids of items are unique within their thread and turn only. */
export interface ItemRef {
  readonly threadId: string;
  readonly turnId: string;
  readonly itemId: string;
}

/** The item, or undefined when the state does not hold it. */
export function findItem(state: AppState, { threadId, turnId, itemId }: ItemRef): ItemState | undefined {
  const turn = state.threads[threadId]?.turns.find(({ id }) => id === turnId);
  return turn?.items.find(({ item }) => item.id === itemId);
}
