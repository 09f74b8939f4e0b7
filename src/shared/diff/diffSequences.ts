/** Which elements of two sequences differ: 1 marks one that the other sequence does not have at that place. */
export interface SequenceDiff {
  readonly removed: Uint8Array;
  readonly added: Uint8Array;
}

/** Below any position, also after the few additions that a search makes to it. */
const unreachable = -(2 ** 30);

/** Finds where to split a box of both sequences: Myers' middle snake, in linear space. */
class MiddleFinder {
  readonly #a: Int32Array;
  readonly #b: Int32Array;
  readonly #forward: Int32Array;
  readonly #backward: Int32Array;
  readonly #origin: number;
  #stepsLeft: number;

  constructor(a: Int32Array, b: Int32Array, maxSteps: number) {
    this.#a = a;
    this.#b = b;
    this.#stepsLeft = maxSteps;
    this.#origin = ((a.length + b.length) >> 1) + 3;
    this.#forward = new Int32Array(2 * this.#origin + 1);
    this.#backward = new Int32Array(2 * this.#origin + 1);
  }

  /**
   * Returns a point [x, y] on a shortest path through the box a[aLow, aHigh), b[bLow, bHigh), relative to its corner, or
   * undefined when the work limit is used up. The box must need at least two edits.
   */
  find(aLow: number, aHigh: number, bLow: number, bHigh: number): [number, number] | undefined {
    const a = this.#a;
    const b = this.#b;
    const width = aHigh - aLow;
    const height = bHigh - bLow;
    const delta = width - height;
    const odd = (delta & 1) !== 0;
    const half = (width + height + 1) >> 1;
    for (let depth = 0; depth <= half; depth++) {
      this.#stepsLeft -= 2 * depth + 2;
      if (this.#stepsLeft < 0) return undefined;
      this.#widen(depth);
      for (let k = -depth; k <= depth; k += 2) {
        let x = this.#reach(this.#forward, k, width, height);
        if (x < 0) continue;
        const start = x;
        while (x < width && x - k < height && a[aLow + x] === b[bLow + x - k]) x++;
        this.#stepsLeft -= x - start;
        this.#forward[this.#origin + k] = x;
        const other = delta - k;
        if (odd && Math.abs(other) < depth && x + this.#at(this.#backward, other) >= width) return [x, x - k];
      }
      for (let k = -depth; k <= depth; k += 2) {
        let x = this.#reach(this.#backward, k, width, height);
        if (x < 0) continue;
        const start = x;
        while (x < width && x - k < height && a[aHigh - 1 - x] === b[bHigh - 1 - x + k]) x++;
        this.#stepsLeft -= x - start;
        this.#backward[this.#origin + k] = x;
        const other = delta - k;
        if (!odd && Math.abs(other) <= depth && x + this.#at(this.#forward, other) >= width) {
          return [width - x, height - x + k];
        }
      }
    }
    return undefined;
  }

  /** Makes room for one more edit: diagonals that no path has reached yet must not look reached. */
  #widen(depth: number): void {
    for (const ends of [this.#forward, this.#backward]) {
      ends[this.#origin - depth - 1] = unreachable;
      ends[this.#origin + depth + 1] = depth === 0 ? 0 : unreachable;
    }
  }

  #at(ends: Int32Array, k: number): number {
    return ends[this.#origin + k] ?? unreachable;
  }

  /** How far one more edit gets on diagonal `k` without leaving the box; marks the diagonal if nowhere. */
  #reach(ends: Int32Array, k: number, width: number, height: number): number {
    const right = this.#at(ends, k - 1) + 1;
    const down = this.#at(ends, k + 1);
    const x = Math.max(right > width ? unreachable : right, down - k > height ? unreachable : down);
    if (x < 0) ends[this.#origin + k] = unreachable;
    return x;
  }
}

/**
 * Compares two sequences of element ids by Myers' algorithm in linear space. `maxSteps` bounds the work: where it is
 * used up, the rest of the part at hand is marked as replaced, which is coarser but still right.
 */
export function diffSequences(a: Int32Array, b: Int32Array, maxSteps: number): SequenceDiff {
  const removed = new Uint8Array(a.length);
  const added = new Uint8Array(b.length);
  const finder = new MiddleFinder(a, b, maxSteps);
  const compare = (aStart: number, aStop: number, bStart: number, bStop: number): void => {
    let [aLow, aHigh, bLow, bHigh] = [aStart, aStop, bStart, bStop];
    while (aLow < aHigh && bLow < bHigh && a[aLow] === b[bLow]) {
      aLow++;
      bLow++;
    }
    while (aLow < aHigh && bLow < bHigh && a[aHigh - 1] === b[bHigh - 1]) {
      aHigh--;
      bHigh--;
    }
    const middle = aLow < aHigh && bLow < bHigh ? finder.find(aLow, aHigh, bLow, bHigh) : undefined;
    if (!middle) {
      removed.fill(1, aLow, aHigh);
      added.fill(1, bLow, bHigh);
      return;
    }
    compare(aLow, aLow + middle[0], bLow, bLow + middle[1]);
    compare(aLow + middle[0], aHigh, bLow + middle[1], bHigh);
  };
  compare(0, a.length, 0, b.length);
  return { removed, added };
}
