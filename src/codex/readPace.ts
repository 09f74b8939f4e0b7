/** How long a rest is, in milliseconds: what comes meanwhile is read at once after it. */
export const restMs = 2;
const floodGapMs = 2;
const floodChunks = 8;

/**
 * Decides when to rest between two chunks. codex writes each line for itself: to wake for every one of a flood takes
 * longer than to handle it, and takes the processor from codex. Nothing rests at the pace of a model.
 */
export class ReadPace {
  private chunks = 0;
  private lastMs = -Infinity;

  /** Whether to rest after the chunk that came at `nowMs`: enough of them came, each right after the one before. */
  mustRest(nowMs: number): boolean {
    this.chunks = nowMs - this.lastMs < floodGapMs ? this.chunks + 1 : 0;
    this.lastMs = nowMs;
    return this.chunks >= floodChunks;
  }

  /** The rest ended at `nowMs`: it is no gap between chunks. */
  rested(nowMs: number): void {
    this.lastMs = nowMs;
  }
}
