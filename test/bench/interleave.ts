import { median } from './statistics.ts';

interface Sides<T> {
  readonly baseline: () => Promise<T>;
  readonly subject: () => Promise<T>;
}

export interface Samples<T> {
  readonly baseline: readonly T[];
  readonly subject: readonly T[];
}

/**
 * Takes `repeats` samples of each side, by turns: what else the machine does meets both alike. One of each is taken
 * before and thrown away, since the first pays for cold caches, unless `warmUp` is false.
 */
export async function interleave<T>(repeats: number, sides: Sides<T>, warmUp = true): Promise<Samples<T>> {
  if (warmUp) {
    await sides.baseline();
    await sides.subject();
  }
  const baseline: T[] = [];
  const subject: T[] = [];
  for (let index = 0; index < repeats; index++) {
    baseline.push(await sides.baseline());
    subject.push(await sides.subject());
  }
  return { baseline, subject };
}

/** The medians of both sides, of the part of the samples that `pick` names. */
export function medians<T>(
  samples: Samples<T>,
  pick: (sample: T) => number,
): { value: number; baseline: number } {
  return { value: median(samples.subject.map(pick)), baseline: median(samples.baseline.map(pick)) };
}
