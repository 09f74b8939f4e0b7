import type { ItemState } from '../../../src/shared/thread/threadState.ts';
import { formatDuration } from '../../ui/format.ts';

/** Shorter than this is not worth a word. */
const shownFromMs = 1_000;

/**
 * How long a finished item took, in words; null while it runs, when it is unknown, and for a moment. The times of
 * start and completion win: the server's own `durationMs` covers only part of a command's run.
 */
export function itemDuration(
  { startedAtMs, completedAtMs }: Pick<ItemState, 'startedAtMs' | 'completedAtMs'>,
  durationMs: number | null,
): string | null {
  const measuredMs =
    startedAtMs !== null && completedAtMs !== null ? completedAtMs - startedAtMs : durationMs;
  return measuredMs === null || measuredMs < shownFromMs ? null : formatDuration(measuredMs);
}
