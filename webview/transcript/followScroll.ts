import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { loadUiState, saveUiState, type ScrollAnchor } from '../host.ts';
import { withRecent } from '../ui/withRecent.ts';
import { isFollowing } from './isFollowing.ts';

const keptAnchors = 50;

interface FollowScrollOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  /** The element that grows inside the scroller. */
  readonly content: RefObject<HTMLElement | null>;
  /** Names the thread in the remembered anchors. */
  readonly threadKey: string;
  /** Whether turns may still come in before those shown, so that an anchor not found yet is worth keeping. */
  readonly loading: boolean;
}

interface Place {
  following: boolean;
  /** CSS pixels, as of the last scroll event or our own scrolling. */
  scrollTop: number;
  /** A remembered place to be kept at the top until the reader moves: heights settle only as turns are drawn. */
  pinned: ScrollAnchor | null;
  /** Of the content when the pinned place was last put in view; null before it was. */
  pinnedHeight: number | null;
}

/** What a reader does to scroll. */
const scrollInputs = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

interface FollowScroll {
  readonly following: boolean;
  /** Goes to the end and stays there as content comes in. */
  readonly follow: () => void;
}

function turnsOf(content: HTMLElement): readonly HTMLElement[] {
  return [...content.querySelectorAll<HTMLElement>(':scope > [data-turn-id]')];
}

function readAnchor(scroller: HTMLElement, content: HTMLElement): ScrollAnchor | null {
  const top = scroller.getBoundingClientRect().top;
  for (const turn of turnsOf(content)) {
    const box = turn.getBoundingClientRect();
    if (box.bottom > top)
      return { turnId: turn.dataset['turnId'] ?? '', offsetPx: Math.round(top - box.top) };
  }
  return null;
}

function isSameAnchor(a: ScrollAnchor | null, b: ScrollAnchor | null): boolean {
  return a?.turnId === b?.turnId && a?.offsetPx === b?.offsetPx;
}

/** Puts the anchor back at the top of the visible part; false when its turn is not there. */
function restoreAnchor(scroller: HTMLElement, content: HTMLElement, anchor: ScrollAnchor): boolean {
  const turn = turnsOf(content).find((element) => element.dataset['turnId'] === anchor.turnId);
  if (!turn) return false;
  // Its real height is needed: until it comes into view it has only an estimated one.
  turn.style.contentVisibility = 'visible';
  const shift = turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += shift + anchor.offsetPx;
  return true;
}

/**
 * Keeps the end of the transcript in view while the reader is there, and the reader's place when not. The place is
 * remembered per thread over a reload of the page. Driven by scroll and resize events only.
 */
export function useFollowScroll(options: FollowScrollOptions): FollowScroll {
  const { scroller, content, threadKey, loading } = options;
  const [following, setFollowing] = useState(true);
  const place = useRef<Place>({ following: true, scrollTop: 0, pinned: null, pinnedHeight: null });

  const setPlace = useCallback((next: boolean): void => {
    place.current.following = next;
    setFollowing(next);
  }, []);

  const toEnd = useCallback((): void => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    place.current.scrollTop = element.scrollTop;
  }, [scroller]);

  const follow = useCallback((): void => {
    place.current.pinned = null;
    setPlace(true);
    toEnd();
  }, [setPlace, toEnd]);

  const keepPinned = useCallback((): void => {
    const { pinned } = place.current;
    if (!pinned || !scroller.current || !content.current) return;
    if (restoreAnchor(scroller.current, content.current, pinned)) {
      place.current.scrollTop = scroller.current.scrollTop;
      place.current.pinnedHeight = scroller.current.scrollHeight;
    } else if (!loading) follow();
  }, [scroller, content, loading, follow]);

  useLayoutEffect(() => {
    const pinned = loadUiState().anchors[threadKey] ?? null;
    Object.assign(place.current, { pinned, pinnedHeight: null });
    setPlace(pinned === null);
    if (pinned === null) toEnd();
  }, [threadKey, setPlace, toEnd]);

  // After every render, since the turn of a remembered place may come in with any of them.
  useLayoutEffect(keepPinned);

  useLayoutEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return undefined;
    const unpin = (): void => {
      place.current.pinned = null;
    };
    const onScroll = (): void => {
      const { following: before, scrollTop: lastTop, pinned, pinnedHeight } = place.current;
      const moved = Math.abs(element.scrollTop - lastTop) > 1;
      // Not of our making, and not the browser's answer to a new height either: something else scrolled.
      if (pinned && moved && pinnedHeight === element.scrollHeight) unpin();
      const next = isFollowing(before, lastTop, element);
      place.current.scrollTop = element.scrollTop;
      if (!place.current.pinned && next !== before) setPlace(next);
    };
    const remember = (): void => {
      if (place.current.pinned) return;
      const anchor = place.current.following ? null : readAnchor(element, inner);
      const { anchors } = loadUiState();
      if (isSameAnchor(anchors[threadKey] ?? null, anchor)) return;
      saveUiState({ anchors: withRecent(anchors, threadKey, anchor, keptAnchors) });
    };
    const observer = new ResizeObserver(() => {
      if (place.current.following) toEnd();
      else keepPinned();
      remember();
    });
    observer.observe(element);
    observer.observe(inner);
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('scrollend', remember);
    for (const input of scrollInputs) element.addEventListener(input, unpin, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('scrollend', remember);
      for (const input of scrollInputs) element.removeEventListener(input, unpin);
    };
  }, [scroller, content, threadKey, setPlace, toEnd, keepPinned]);

  return { following, follow };
}
