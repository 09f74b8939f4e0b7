import type { ThreadState, TurnState } from './threadState.ts';

/** The running turn of a thread, or undefined: nothing runs, or the thread is not known. */
export function activeTurn(thread: ThreadState | undefined): TurnState | undefined {
  return thread?.turns.findLast(({ status }) => status === 'inProgress');
}
