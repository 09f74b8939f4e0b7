/** Something in view whose place must not change while the page is changed. All tops are from the view's top. */
export interface HeldPlace {
  readonly rowId: string;
  readonly rowTopPx: number;
  /** What is at the top of the view within the row; null when the row is not drawn. */
  readonly element: Element | null;
  readonly topPx: number;
  /** As of when the tops were right. */
  readonly scrollTop: number;
}

function topOf(element: Element, scroller: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

/** The element of a row; undefined when it is not drawn. */
export function rowElement(content: HTMLElement, rowId: string): HTMLElement | undefined {
  return [...(content.children as Iterable<Element & HTMLElement>)].find(
    ({ dataset }) => dataset['row'] === rowId,
  );
}

/** Takes note of what is in view now: the row `rowId`, whose top is `offsetPx` above the view's. */
export function holdPlace(
  scroller: HTMLElement,
  content: HTMLElement,
  rowId: string,
  offsetPx: number,
): HeldPlace {
  const { scrollTop } = scroller;
  const row = rowElement(content, rowId);
  if (!row) return { rowId, rowTopPx: -offsetPx, element: null, topPx: 0, scrollTop };
  const { top } = scroller.getBoundingClientRect();
  const element = [...row.children].find((child) => child.getBoundingClientRect().bottom > top) ?? row;
  return { rowId, rowTopPx: topOf(row, scroller), element, topPx: topOf(element, scroller), scrollTop };
}

/**
 * Scrolls so that what was held is where it was. Browsers do that by themselves ("scroll anchoring"), but not at the
 * very top, and not when what they held on to went away; this does the rest, and else nothing.
 */
export function restoreHeld(scroller: HTMLElement, content: HTMLElement, held: HeldPlace): void {
  const { element, topPx, rowTopPx, rowId } = held;
  const row = element?.isConnected ? undefined : rowElement(content, rowId);
  const shiftPx = row
    ? topOf(row, scroller) - rowTopPx
    : element?.isConnected
      ? topOf(element, scroller) - topPx
      : 0;
  if (Math.abs(shiftPx) > 0.5) scroller.scrollTop += shiftPx;
}
