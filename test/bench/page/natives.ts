/** The time since 1970 in milliseconds, with fractions. */
export const now = (): number => performance.timeOrigin + performance.now();

// As they are before anybody counts them.
export const nativeFrame = globalThis.requestAnimationFrame.bind(globalThis);
export const nativeTimeout = globalThis.setTimeout.bind(globalThis);

/** The transcript of the measured page, or null in another frame. */
export function transcript(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[role=log]');
}
