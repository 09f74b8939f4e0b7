/** Something in view whose place must not change while the page is changed. */
export interface HeldPlace {
  readonly element: Element;
  /** From the top of the view. */
  readonly topPx: number;
  /** As of when that was right. */
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

/**
 * Takes note of what is at the top of the view within the row. Null when that is not drawn: then there is nothing yet
 * that a reader could lose, and scrolling by hand would end the one that is under way.
 */
export function holdPlace(scroller: HTMLElement, content: HTMLElement, rowId: string): HeldPlace | null {
  const row = rowElement(content, rowId);
  if (!row) return null;
  const { top } = scroller.getBoundingClientRect();
  const element = [...row.children].find((child) => child.getBoundingClientRect().bottom > top) ?? row;
  return { element, topPx: topOf(element, scroller), scrollTop: scroller.scrollTop };
}

/** Whether what is held is where it was, whatever the view's own place is now. */
export function isInPlace(scroller: HTMLElement, { element, topPx }: HeldPlace): boolean {
  return element.isConnected && Math.abs(topOf(element, scroller) - topPx) <= 1;
}

/**
 * Scrolls so that what was held is where it was. Browsers do that by themselves ("scroll anchoring"), but not at the
 * very top; this does the rest, and else nothing.
 */
export function restoreHeld(scroller: HTMLElement, { element, topPx }: HeldPlace): void {
  const shiftPx = element.isConnected ? topOf(element, scroller) - topPx : 0;
  if (Math.abs(shiftPx) > 0.5) scroller.scrollTop += shiftPx;
}
