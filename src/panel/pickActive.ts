/** How a surface is used, as far as it decides which one commands mean. */
export interface SurfaceUse {
  readonly isVisible: boolean;
  /** Whether its page has the focus now. */
  readonly isFocused: boolean;
  /** Counts up with each use; 0: not used in this window. */
  readonly lastUse: number;
}

/**
 * The surface that a command without further words means: the focused one, else the visible one that was used last,
 * else `fallback`. One that nobody sees is never meant.
 */
export function pickActive<S extends SurfaceUse>(surfaces: readonly S[], fallback: S): S {
  const latest = (candidates: readonly S[]): S | undefined =>
    candidates.toSorted((a, b) => b.lastUse - a.lastUse)[0];
  return (
    latest(surfaces.filter(({ isFocused }) => isFocused)) ??
    latest(surfaces.filter(({ isVisible }) => isVisible)) ??
    fallback
  );
}
