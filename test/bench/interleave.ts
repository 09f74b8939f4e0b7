import { median } from './statistics.ts';

interface Sides<B, S> {
  readonly baseline: () => Promise<B>;
  readonly subject: () => Promise<S>;
}

export interface Samples<B, S = B> {
  readonly baseline: readonly B[];
  readonly subject: readonly S[];
}

/**
 * Takes `repeats` samples of each side, by turns: what else the machine does meets both alike. One of each is taken
 * before and thrown away, since the first pays for cold caches, unless `warmUp` is false.
 */
export async function interleave<B, S = B>(
  repeats: number,
  sides: Sides<B, S>,
  warmUp = true,
): Promise<Samples<B, S>> {
  if (warmUp) {
    await sides.baseline();
    await sides.subject();
  }
  const baseline: B[] = [];
  const subject: S[] = [];
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
