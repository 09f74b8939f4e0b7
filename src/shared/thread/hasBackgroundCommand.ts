import type { AppState } from '../appState.ts';
import type { ItemState } from './threadState.ts';

/**
 * Whether a command of the thread has outlived its turn and runs in the background. codex tells its end by
 * `item/completed`, and kills it with the thread that it unloads, or with itself.
 */
export function hasBackgroundCommand(
  { summaries, threads }: Pick<AppState, 'summaries' | 'threads'>,
  threadId: string,
): boolean {
  if (summaries[threadId]?.status.type === 'notLoaded') return false;
  const isRunning = ({ item, progress }: ItemState): boolean =>
    item.type === 'commandExecution' && item.status === 'inProgress' && progress === 'interrupted';
  return threads[threadId]?.turns.some(({ items }) => items.some(isRunning)) ?? false;
}
