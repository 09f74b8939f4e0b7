export type Unit = 'ms' | 's' | 'KB' | 'MB' | '%' | 'px' | 'count';

/** What a figure may be. All the limits given have to hold. */
export interface Budget {
  readonly unit: Unit;
  /** In the unit. */
  readonly maxValue?: number;
  /** Of the value to its baseline. */
  readonly maxRatio?: number;
  /** The value may be `factor` baselines and `plus` units. */
  readonly maxOver?: { readonly factor: number; readonly plus: number };
  /**
   * Where the floor of the same run (what the same VS Code takes with nothing of ours in it) is over the limits above, or
   * so near to them that they cannot be met: the value may be this many floors instead.
   */
  readonly maxFloor?: number;
}

/** The length of a frame at 60 Hz, in milliseconds. */
const frameMs = 1000 / 60;

/**
 * All budgets, by the names of the figures. Times and processor time hold for two cores of a current server or laptop;
 * ratios hold anywhere. docs/performance.md says what each figure is.
 */
export const budgets = {
  'size.vsix': { unit: 'KB', maxValue: 1024 },
  'size.host': { unit: 'KB', maxValue: 400 },
  'size.page': { unit: 'KB', maxValue: 250 },
  'size.pageGzip': { unit: 'KB', maxValue: 80 },
  'diff.engine': { unit: 'ms', maxRatio: 0.5 },
  'stream.burst.wall': { unit: 's', maxRatio: 1.15, maxFloor: 1.05 },
  'stream.burst.cpu': { unit: 's', maxValue: 2.5, maxRatio: 0.6 },
  'stream.growth': { unit: 's', maxRatio: 3.3 },
  'keystroke.latency': { unit: 'ms', maxValue: 32, maxFloor: 1.5 },
  'delta.latency.p50': { unit: 'ms', maxOver: { factor: 1.5, plus: frameMs } },
  'delta.latency.p95': { unit: 'ms', maxOver: { factor: 1.5, plus: frameMs } },
  'stream.paced.late': { unit: '%', maxValue: 1 },
  'stream.paced.longTasks': { unit: 'count', maxValue: 0 },
  'thread.long': { unit: 'ms', maxRatio: 1.5 },
  'thread.open.request': { unit: 'ms', maxRatio: 1.5, maxFloor: 1.5 },
  'thread.open.short': { unit: 'ms', maxRatio: 1.1 },
  'thread.page.time': { unit: 'ms', maxRatio: 1.5 },
  'thread.page.jump': { unit: 'px', maxValue: 1 },
  'thread.append.host': { unit: 'ms', maxRatio: 1.5 },
  'thread.append.page': { unit: 'ms', maxRatio: 1.5 },
  'thread.scroll.frame': { unit: 'ms', maxValue: 32 },
  'thread.scroll.nodes': { unit: 'count', maxValue: 3000 },
  'thread.scroll.heap': { unit: 'MB', maxValue: 60 },
  'output.flood.host': { unit: 'MB', maxValue: 80 },
  'output.flood.page': { unit: 'MB', maxValue: 20 },
  'output.flood.keystroke': { unit: 'ms', maxValue: 50, maxFloor: 1.5 },
  'review.touch.group': { unit: 's', maxValue: 1 },
  'review.touch.keystroke': { unit: 'ms', maxValue: 50, maxFloor: 1.5 },
  'activate.time': { unit: 'ms', maxValue: 15 },
  'activate.bytes': { unit: 'KB', maxValue: 400 },
  'view.ready': { unit: 'ms', maxRatio: 1.25 },
  'server.ready': { unit: 'ms', maxRatio: 1.1, maxFloor: 2 },
  'idle.timers': { unit: 'count', maxValue: 0 },
  'idle.processes': { unit: 'count', maxValue: 0 },
  'idle.wire': { unit: 'KB', maxValue: 0 },
  'idle.cpu': { unit: '%', maxOver: { factor: 1, plus: 0.1 } },
  'memory.threads': { unit: 'MB', maxValue: 60 },
} as const satisfies Readonly<Record<string, Budget>>;
