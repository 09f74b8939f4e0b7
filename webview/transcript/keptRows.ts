import type { TurnRows } from './turnRows.ts';

/** A selection longer than this loses what is in its middle and not in view: its ends stay. */
const mostSelected = 20;

function rowOf(node: Node | null | undefined, content: HTMLElement, rows: TurnRows): number | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  const row = element?.closest<HTMLElement>('[data-row]');
  return row && content.contains(row) ? rows.indexOf.get(row.dataset['row'] ?? '') : undefined;
}

/** The indices of the rows that must not go away though they are out of view: one has the focus, or is selected. */
export function keptRows(content: HTMLElement, rows: TurnRows): number[] {
  const focused = rowOf(document.activeElement, content, rows);
  const selection = document.getSelection();
  const isEmpty = selection?.isCollapsed ?? true;
  const ends = isEmpty
    ? []
    : [selection?.anchorNode, selection?.focusNode].flatMap((node) => rowOf(node, content, rows) ?? []);
  const first = Math.min(...ends);
  const length = Math.max(...ends) - first + 1;
  const selected =
    length > mostSelected ? ends : Array.from({ length: Math.max(length, 0) }, (_, at) => first + at);
  return focused === undefined ? selected : [...selected, focused];
}
