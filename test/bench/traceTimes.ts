/** The parts of a trace event that times follow from: Chrome's trace format. */
export interface TraceEvent {
  readonly name: string;
  /** `X`: has a duration. `M`: names a thread. */
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * Where the main threads of pages spent their time, by the browser's own names (`Layout`, `Paint`, `FunctionCall`):
 * milliseconds without what lies inside, the most expensive first.
 */
export function traceTimes(events: readonly TraceEvent[]): readonly { name: string; ms: number }[] {
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}.${tid}`;
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const times = new Map<string, number>();
  const add = (name: string, ms: number): void => void times.set(name, (times.get(name) ?? 0) + ms);
  const open = new Map<string, { name: string; end: number }[]>();
  const timed = events.filter((event) => event.ph === 'X' && main.has(threadOf(event)));
  for (const event of timed.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    const { name, ts, dur = 0 } = event;
    const stack = open.get(threadOf(event)) ?? [];
    open.set(threadOf(event), stack);
    while (stack.length > 0 && (stack.at(-1)?.end ?? 0) <= ts) stack.pop();
    const parent = stack.at(-1);
    if (parent) add(parent.name, -dur / 1000);
    add(name, dur / 1000);
    stack.push({ name, end: ts + dur });
  }
  return [...times].map(([name, ms]) => ({ name, ms })).sort((a, b) => b.ms - a.ms);
}
