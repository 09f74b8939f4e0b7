/** Tells of each new size of the elements given first, and of the rows that stand in `content` now. */
export interface RowObserver {
  /** To be called when other rows stand there. */
  lookForRows(): void;
  disconnect(): void;
}

/** `onResize` is called before the change is painted, with the elements that have another size (or are new). */
export function observeRows(
  scroller: HTMLElement,
  content: HTMLElement,
  onResize: (entries: readonly ResizeObserverEntry[]) => void,
): RowObserver {
  const rows = new Set<Element>();
  const observer = new ResizeObserver(onResize);
  observer.observe(scroller);
  observer.observe(content);
  return {
    lookForRows() {
      for (const row of rows) {
        if (row.isConnected) continue;
        observer.unobserve(row);
        rows.delete(row);
      }
      for (const row of content.querySelectorAll(':scope > [data-row]')) {
        if (!rows.has(row)) observer.observe(row);
        rows.add(row);
      }
    },
    disconnect: () => observer.disconnect(),
  };
}
