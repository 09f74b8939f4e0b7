import type { TurnState } from './threadState.ts';

/** How much of a thread is shown at once: whichever is reached first, but never less than one turn. */
export interface TailLimits {
  readonly turns: number;
  readonly items: number;
}

/** The index of the first of the turns just before `end` that fit the limits; `end` itself when there are none. */
export function tailStart(turns: readonly TurnState[], end: number, limits: TailLimits): number {
  let start = end;
  let items = 0;
  while (start > 0 && end - start < limits.turns) {
    items += turns[start - 1]?.items.length ?? 0;
    if (items > limits.items && start < end) break;
    start -= 1;
  }
  return start;
}
