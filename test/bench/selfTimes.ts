/** The parts of a `.cpuprofile` that self times follow from. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** The node seen at each sample, and the microseconds before it. */
  readonly samples?: readonly number[] | undefined;
  readonly timeDeltas?: readonly number[] | undefined;
}

export interface SelfTime {
  /** `name (file:line)`. */
  readonly where: string;
  readonly ms: number;
  /** Of all samples that were not idle, 0 to 1. */
  readonly share: number;
}

const notWork = new Set(['(idle)', '(root)']);

/** The functions of a profile by the time spent in themselves, the most expensive first. */
export function selfTimes({ nodes, samples = [], timeDeltas = [] }: CpuProfile): readonly SelfTime[] {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const file = url.split('/').at(-1)?.split('?')[0] ?? '';
      const name = functionName || '(anonymous)';
      return [id, file === '' ? name : `${name} (${file}:${lineNumber + 1})`];
    }),
  );
  const times = new Map<string, number>();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const where = names.get(id) ?? '(unknown)';
    if (notWork.has(where)) continue;
    const ms = (timeDeltas[index] ?? 0) / 1000;
    total += ms;
    times.set(where, (times.get(where) ?? 0) + ms);
  }
  return [...times]
    .map(([where, ms]) => ({ where, ms, share: total === 0 ? 0 : ms / total }))
    .sort((a, b) => b.ms - a.ms);
}
