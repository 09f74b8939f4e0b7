import { createContext } from 'preact';
import type { TurnState } from '../../src/shared/thread/threadState.ts';

/** The ids of the user messages, by turn, at which files can be put back to how they were before. */
export type RestoreTargets = ReadonlyMap<string, string>;

/** What `RestoreTargets` the shown thread has. */
export const RestoreContext = createContext<RestoreTargets>(new Map());

/**
 * Finds the first user message of every turn up to the last one that changed files: restoring to a turn takes back
 * what it and all later ones did.
 */
export function restoreTargets(
  turns: readonly TurnState[],
  checkpoints: readonly string[],
): [string, string][] {
  const ids = new Set(checkpoints);
  const last = turns.findLastIndex(({ id }) => ids.has(id));
  return turns.slice(0, last + 1).flatMap((turn): [string, string][] => {
    const message = turn.items.find(({ item }) => item.type === 'userMessage');
    return message ? [[turn.id, message.item.id]] : [];
  });
}
