const deadlineMs = 200;

/** Runs what can wait until the page has drawn, and has nothing else to do or has been busy for a while; once. */
export function whenIdle(act: () => unknown): void {
  // Not in every browser that VS Code runs in.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => act(), { timeout: deadlineMs });
  else setTimeout(act);
}
