import type { Measure } from './bench.ts';
import type { Budget, Unit } from './budgets.ts';

/** One figure with its verdict: a line of the table and of `results.json`. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly baseline: number | null;
  /** Value to baseline, null without one or when it is nothing. */
  readonly ratio: number | null;
  /** The limits as text. */
  readonly budget: string;
  readonly ok: boolean;
}

/** The limits of a budget as text, for example `≤ 2.5 s, ≤ 0.6 ×`. */
export function budgetText({ unit, maxValue, maxRatio, maxOver }: Budget): string {
  const limits = [
    maxValue !== undefined && `≤ ${maxValue}${unit === 'count' ? '' : ` ${unit}`}`,
    maxRatio !== undefined && `≤ ${maxRatio} ×`,
    maxOver && `≤ ${maxOver.factor} × + ${Math.round(maxOver.plus * 10) / 10} ${unit}`,
  ];
  return limits.filter((limit) => typeof limit === 'string').join(', ');
}

function isWithin({ maxValue, maxRatio, maxOver }: Budget, { value, baseline }: Measure): boolean {
  if (!Number.isFinite(value)) return false;
  if (maxValue !== undefined && value > maxValue) return false;
  if (maxRatio === undefined && maxOver === undefined) return true;
  // A limit that refers to a baseline is not kept when there is none.
  if (baseline === null || !Number.isFinite(baseline)) return false;
  if (maxRatio !== undefined && value > maxRatio * baseline) return false;
  return maxOver === undefined || value <= maxOver.factor * baseline + maxOver.plus;
}

/** Judges a figure by its budget. A figure without a finite value, or without the baseline it needs, is not within it. */
export function toResult(measure: Measure, budget: Budget): Result {
  const { name, value, baseline } = measure;
  const ratio = baseline === null || baseline <= 0 ? null : value / baseline;
  const ok = isWithin(budget, measure);
  return { name, value, unit: budget.unit, baseline, ratio, budget: budgetText(budget), ok };
}
