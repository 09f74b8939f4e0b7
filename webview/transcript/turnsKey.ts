import type { TurnState } from '../../src/shared/thread/threadState.ts';

/**
 * Changes when turns come or go, and not when one of them does. What depends only on which turns are held is kept by
 * this key: then a delta costs the same in a long thread as in a short one.
 */
export function turnsKey(turns: readonly TurnState[]): string {
  return `${turns.length} ${turns[0]?.id} ${turns.at(-1)?.id}`;
}
