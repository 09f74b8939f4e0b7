/** Runs `act` once, after `delayMs`. Returns what takes it back. */
export function schedule(act: () => void, delayMs: number): () => void {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
}
