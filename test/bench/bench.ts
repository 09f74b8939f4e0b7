/** One figure as a benchmark measured it. `baseline` has the same unit as `value`, null where there is none. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly baseline: number | null;
  /** What the same VS Code takes with nothing of ours in it, taken in the same run, in the same unit. */
  readonly floor?: number | undefined;
}

/** What a run of a benchmark may depend on. */
export interface BenchContext {
  /** Samples of each side of a comparison. */
  readonly repeats: number;
  /** Measures a page whose Markdown renderer was replaced by one whose cost grows with the square of a message. */
  readonly quadratic: boolean;
  /** Profiles one more sample, where a benchmark knows how. */
  readonly profile: boolean;
  /** Whether a figure was asked for: what nobody wants need not be measured. */
  wants(name: string): boolean;
  /** Says what goes on, and single samples: the table shows medians only. */
  note(line: string): void;
}

/** Benchmarks that share a set-up. Their names are those of the budgets. */
export interface BenchFamily {
  readonly figures: readonly string[];
  run(context: BenchContext): Promise<readonly Measure[]>;
}
