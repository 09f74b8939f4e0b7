import type { AppEvent } from '../appState.ts';

/** Whether an event only adds to an item, as a stream does many times a second: lists of threads do not change by it. */
export function isDelta({ method }: AppEvent): boolean {
  return /delta/i.test(method);
}
