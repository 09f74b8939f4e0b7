/** Long enough for a key press that was meant for something else to land on a card that has just appeared. */
const guardMs = 300;

let goneAtMs = Number.NEGATIVE_INFINITY;

/** A card went, and those below it have moved up: the second click of a double one may land on them. */
export function noteCardGone(): void {
  goneAtMs = performance.now();
}

/** Since when a card that appeared at `shownAtMs` has been where it is, for all that other cards did to its place. */
export function inPlaceSince(shownAtMs: number): number {
  return Math.max(shownAtMs, goneAtMs);
}

/**
 * Whether an input event may answer a card that is there since `shownAtMs`: not in its first moments, when whoever was
 * typing or clicking could not have read it. Both in milliseconds on the clock of `performance.now()`.
 */
export function isDeliberate(eventAtMs: number, shownAtMs: number): boolean {
  return eventAtMs - shownAtMs >= guardMs;
}
