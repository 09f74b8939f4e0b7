import type { ThreadState } from './threadState.ts';

/**
 * A thread as a page shows it that has its turns from the one at index `start` on. What is missing before them is there
 * to be loaded, whatever the thread's own history lacks.
 */
export function cutThread(thread: ThreadState, start: number): ThreadState {
  if (start <= 0) return thread;
  return { ...thread, turns: thread.turns.slice(start), history: 'partial', historyError: null };
}
