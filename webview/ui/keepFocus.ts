/** Whether it left the page, or can no longer be used. Of the toolkit's elements only the property says the latter. */
function isGone(element: HTMLElement): boolean {
  return !element.isConnected || ('disabled' in element && element.disabled === true);
}

/**
 * Gives the focus to another part of the page when what has it goes away or is disabled: to the transcript from within
 * it, else to where messages are written. Otherwise the keyboard would be back at the page's start. Never takes it from
 * anything else, or into a page that does not have it. `root` holds all of the page.
 */
export function keepFocus(root: HTMLElement): void {
  let last: HTMLElement | null = null;
  let log: HTMLElement | null = null;

  root.addEventListener('focusin', ({ target }) => {
    last = target as HTMLElement;
    log = last.closest<HTMLElement>('[role="log"]');
  });
  root.addEventListener('focusout', ({ target }) => {
    // Some browsers tell it of an element that is being taken out too.
    queueMicrotask(() => {
      if (last && last === target && !isGone(last)) last = null;
    });
  });

  const check = (): void => {
    if (!last || !isGone(last)) return;
    const isElsewhere = document.activeElement !== last && document.activeElement !== document.body;
    last = null;
    if (isElsewhere || !document.hasFocus()) return;
    const field = root.querySelector<HTMLElement>('.composer-field');
    const next = log?.isConnected ? log : (field ?? root.querySelector<HTMLElement>('[role="log"]'));
    next?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(check);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
}
