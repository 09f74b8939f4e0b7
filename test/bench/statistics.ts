/** The value at the fraction `at` (0 to 1) of the sorted samples, between two of them where it falls between. */
export function percentile(samples: readonly number[], at: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const position = at * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new Error('There are no samples.');
  return below + (above - below) * (position - Math.floor(position));
}

/** The middle of the samples. Throws when there are none. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** What all but one in twenty of the samples are not over. Throws when there are none. */
export function p95(samples: readonly number[]): number {
  return percentile(samples, 0.95);
}
