/** Long enough for a key press that was meant for something else to land on a card that has just appeared. */
const guardMs = 300;

/**
 * Whether an input event may answer a card that appeared at `shownAtMs`: not in its first moments, when whoever was
 * typing or clicking could not have read it. Both in milliseconds on the clock of `performance.now()`.
 */
export function isDeliberate(eventAtMs: number, shownAtMs: number): boolean {
  return eventAtMs - shownAtMs >= guardMs;
}
