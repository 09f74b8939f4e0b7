import { nativeFrame, now, transcript } from './natives.ts';

/** What became of a request for older turns. */
export interface PageReport {
  /** From the request to the document that has room for them. */
  readonly shownMs: number;
  /** How far what was at the top of the view moved meanwhile, in pixels. */
  readonly jumpPx: number;
}

let olderAskedAt: number | null = null;

/** To be called when the page asks for older turns. */
export function noteLoadOlder(): void {
  olderAskedAt ??= now();
}

/** The turn at the top of the view, which a reader looks at. */
function turnAtTop(log: HTMLElement): Element | undefined {
  const { top } = log.getBoundingClientRect();
  return [...log.querySelectorAll('[data-turn-id]')].find(
    (turn) => turn.getBoundingClientRect().bottom > top + 1,
  );
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => nativeFrame(resolve));

/**
 * Where an element is in the next frame as it is painted. A script that looks in an animation frame sees what the page
 * still puts right before it is painted.
 */
function paintedTop(element: Element): Promise<number> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      resolve(entry?.boundingClientRect.top ?? Number.NaN);
    });
    observer.observe(element);
  });
}

/** What was asked for is drawn, and its rows have been measured, within so many frames. */
const framesToSettle = 5;

/** Goes to the beginning of what is there, and resolves when the older turns that the page asks for there have come. */
export async function pageUp(deadlineMs: number): Promise<PageReport> {
  const log = transcript();
  if (!log) throw new Error('There is no transcript.');
  // What an earlier request brought may still be drawn.
  for (let frame = 0; frame < framesToSettle; frame++) await nextFrame();
  olderAskedAt = null;
  let heightPx = log.scrollHeight;
  let shownAt: number | null = null;
  const observer = new MutationObserver(() => {
    if (olderAskedAt === null) heightPx = log.scrollHeight;
    else if (log.scrollHeight > heightPx + log.clientHeight) shownAt ??= now();
  });
  observer.observe(log, { subtree: true, childList: true, attributes: true });
  log.dispatchEvent(new WheelEvent('wheel', { deltaY: -log.clientHeight, bubbles: true }));
  log.scrollTop = 0;
  await nextFrame();
  const turn = turnAtTop(log);
  if (!turn) throw new Error('There is no turn in view.');
  const seenAt = await paintedTop(turn);
  let jumpPx = 0;
  const deadline = performance.now() + deadlineMs;
  for (let frame = 0; frame < framesToSettle; frame += shownAt === null ? 0 : 1) {
    jumpPx = Math.max(jumpPx, Math.abs((await paintedTop(turn)) - seenAt));
    if (performance.now() > deadline) throw new Error(`No older turns came within ${deadlineMs} ms.`);
  }
  observer.disconnect();
  return { shownMs: (shownAt ?? Number.NaN) - (olderAskedAt ?? Number.NaN), jumpPx };
}
