/** A copy of `record` with `key` set as its newest entry and no more than `limit` entries: the oldest go first. */
export function withRecent<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
  limit: number,
): Record<string, T> {
  const others = Object.entries(record).filter(([name]) => name !== key);
  return Object.fromEntries([...others.slice(Math.max(0, others.length - limit + 1)), [key, value]]);
}
