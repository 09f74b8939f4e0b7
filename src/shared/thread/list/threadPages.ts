import type { ThreadRow } from './threadRow.ts';

/**
 * All rows, each thread once, newest first. Of a thread that comes twice the first is kept, with any snippet. Within
 * a second, the wire's precision, the order is that of the lists: codex knows better.
 */
export function unite(lists: readonly (readonly ThreadRow[])[]): ThreadRow[] {
  const rows = new Map<string, ThreadRow>();
  for (const row of lists.flat()) {
    const known = rows.get(row.id);
    if (!known) rows.set(row.id, row);
    else if (known.snippet === null && row.snippet !== null)
      rows.set(row.id, { ...known, snippet: row.snippet });
  }
  return [...rows.values()].sort((a, b) => b.recencyMs - a.recencyMs);
}

/**
 * What was shown with the rows that a list has now. Within a second the order stays as it was shown: a row that moves
 * at the moment of Enter would have another thread opened.
 */
export function keepShown(shown: readonly ThreadRow[], rows: readonly ThreadRow[]): ThreadRow[] {
  const newest = new Map(rows.map((row) => [row.id, row]));
  return unite([shown.map((row) => newest.get(row.id) ?? row), rows]);
}

/**
 * Puts the newest page of a listing over what was known of it. A known row that the page should have told of, as it
 * is no older than the page's last one, is gone; `isWhole` says that no page follows, so all that it lacks is gone.
 */
export function renewHead(
  known: readonly ThreadRow[],
  page: readonly ThreadRow[],
  isWhole: boolean,
): ThreadRow[] {
  if (isWhole) return unite([page]);
  const oldestMs = Math.min(...page.map(({ recencyMs }) => recencyMs));
  // A second is the wire's precision: rows of the page's last second may stand on the next page.
  return unite([page, known.filter(({ recencyMs }) => recencyMs <= oldestMs)]);
}
