const windowMs = 3 * 60_000;
const maxCrashes = 3;
const firstDelayMs = 500;

/** What to do about a server that crashed: start it again after a while, or leave it to the user. */
export type RestartDecision =
  { readonly kind: 'restart'; readonly delayMs: number } | { readonly kind: 'stop' };

/**
 * Decides whether and when the server may be started, from the times of its crashes (ms, ascending) and the time
 * now. More than 3 crashes in 3 minutes: stop. Otherwise the wait doubles with each crash of the window and counts
 * from the last one, so that it is over when the crash was long ago.
 */
export function decideRestart(crashTimesMs: readonly number[], nowMs: number): RestartDecision {
  const recent = crashTimesMs.filter((timeMs) => nowMs - timeMs < windowMs);
  const last = recent.at(-1);
  if (last === undefined) return { kind: 'restart', delayMs: 0 };
  if (recent.length > maxCrashes) return { kind: 'stop' };
  const delayMs = firstDelayMs * 2 ** (recent.length - 1);
  return { kind: 'restart', delayMs: Math.max(0, last + delayMs - nowMs) };
}
