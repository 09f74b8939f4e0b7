import type { Result } from './result.ts';

const headings = ['figure', 'value', 'baseline', 'ratio', 'floor', 'budget', ''] as const;

/** A number with as many decimals as tell something: three significant digits, no decimals from 100. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

function cells({ name, value, unit, baseline, floor, ratio, budget, ok }: Result): readonly string[] {
  const withUnit = (amount: number): string => `${formatNumber(amount)}${unit === 'count' ? '' : ` ${unit}`}`;
  return [
    name,
    withUnit(value),
    baseline === null ? '–' : withUnit(baseline),
    ratio === null ? '–' : `${ratio.toFixed(2)} ×`,
    floor === undefined ? '–' : withUnit(floor),
    budget,
    ok ? 'ok' : 'OVER',
  ];
}

/** The results as a Markdown table whose columns also line up as plain text. */
export function formatTable(results: readonly Result[]): string {
  const rows = [headings, ...results.map(cells)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0), 3));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = headings, ...rest] = rows;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}
