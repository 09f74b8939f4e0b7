import type { ThreadRow } from './threadRow.ts';

/** How long ago, by days of the local calendar. A week begins on Monday. */
export type DayGroup = 'today' | 'yesterday' | 'thisWeek' | 'thisMonth' | 'older';

/** Local midnight at the beginning of the day `offset` days after that of `date`: days are not always 24 hours. */
function startOfDay(date: Date, offset: number): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset).getTime();
}

/** The group of a time (unix milliseconds) as seen at `now`. A time in the future, by a clock that was wrong, is today. */
export function dayGroupOf(timeMs: number, now: Date): DayGroup {
  if (timeMs >= startOfDay(now, 0)) return 'today';
  if (timeMs >= startOfDay(now, -1)) return 'yesterday';
  if (timeMs >= startOfDay(now, -((now.getDay() + 6) % 7))) return 'thisWeek';
  return timeMs >= startOfDay(now, 1 - now.getDate()) ? 'thisMonth' : 'older';
}

/** The rows (newest first) by the day of their last activity, without empty groups. */
export function groupByDay(
  rows: readonly ThreadRow[],
  now: Date,
): { readonly group: DayGroup; readonly rows: readonly ThreadRow[] }[] {
  const groups: { group: DayGroup; rows: ThreadRow[] }[] = [];
  for (const row of rows) {
    const group = dayGroupOf(row.recencyMs, now);
    const last = groups.at(-1);
    if (last?.group === group) last.rows.push(row);
    else groups.push({ group, rows: [row] });
  }
  return groups;
}
