import type { Measure } from './bench.ts';
import type { Budget, Unit } from './budgets.ts';

/** One figure with its verdict: a line of the table and of `results.json`. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly baseline: number | null;
  /** What the same VS Code takes with nothing of ours in it, where that was measured. */
  readonly floor?: number;
  /** Value to baseline, null without one or when it is nothing. */
  readonly ratio: number | null;
  /** The limits as text. */
  readonly budget: string;
  readonly ok: boolean;
}

/** The limits of a budget as text, for example `≤ 2.5 s, ≤ 0.6 ×`. */
export function budgetText({ unit, maxValue, maxRatio, maxOver, maxFloor }: Budget): string {
  const limits = [
    maxValue !== undefined && `≤ ${maxValue}${unit === 'count' ? '' : ` ${unit}`}`,
    maxRatio !== undefined && `≤ ${maxRatio} ×`,
    maxOver && `≤ ${maxOver.factor} × + ${Math.round(maxOver.plus * 10) / 10} ${unit}`,
  ];
  const all = limits.filter((limit) => typeof limit === 'string').join(', ');
  return maxFloor === undefined ? all : `${all}; or ≤ ${maxFloor} × the floor`;
}

function isWithinLimits({ maxValue, maxRatio, maxOver }: Budget, { value, baseline }: Measure): boolean {
  if (!Number.isFinite(value)) return false;
  if (maxValue !== undefined && value > maxValue) return false;
  if (maxRatio === undefined && maxOver === undefined) return true;
  // A limit that refers to a baseline is not kept when there is none.
  if (baseline === null || !Number.isFinite(baseline)) return false;
  if (maxRatio !== undefined && value > maxRatio * baseline) return false;
  return maxOver === undefined || value <= maxOver.factor * baseline + maxOver.plus;
}

/** Whether the value is as near to what is possible in this VS Code as the budget wants. */
function isNearFloor({ maxFloor }: Budget, { value, floor }: Measure): boolean {
  if (maxFloor === undefined || floor === undefined) return false;
  return Number.isFinite(value) && value <= maxFloor * floor;
}

/** Judges a figure by its budget. A figure without a finite value, or without the baseline it needs, is not within it. */
export function toResult(measure: Measure, budget: Budget): Result {
  const { name, value, baseline, floor } = measure;
  const ratio = baseline === null || baseline <= 0 ? null : value / baseline;
  const ok = isWithinLimits(budget, measure) || isNearFloor(budget, measure);
  const rest = { ratio, budget: budgetText(budget), ok };
  return { name, value, unit: budget.unit, baseline, ...(floor !== undefined && { floor }), ...rest };
}
