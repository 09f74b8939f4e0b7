import type { TurnRows } from './turnRows.ts';
import type { RowPlace } from './rowWindow.ts';

/**
 * Reads from the page where the top of the visible part is. In the space of rows that are not drawn it is the row that
 * would be there by `heightOf` (with its gap). `rows` are those that the page shows.
 */
export function readPlace(
  scroller: HTMLElement,
  content: HTMLElement,
  rows: TurnRows,
  heightOf: (index: number) => number,
): RowPlace {
  const { top } = scroller.getBoundingClientRect();
  for (const element of content.children as Iterable<Element & HTMLElement>) {
    const { row, space } = element.dataset;
    const start = row === undefined ? Number(space) : rows.indexOf.get(row);
    if (start === undefined || Number.isNaN(start)) continue;
    const box = element.getBoundingClientRect();
    if (box.bottom <= top) continue;
    let index = start;
    let offsetPx = top - box.top;
    if (row === undefined) for (; offsetPx > heightOf(index); index += 1) offsetPx -= heightOf(index);
    return { index: Math.min(index, rows.list.length - 1), offsetPx };
  }
  return { index: rows.list.length, offsetPx: 0 };
}
