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
  const place = useRef({ following: true, scrollTop: 0, pending: null as ScrollAnchor | null });

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
    place.current.pending = null;
    setPlace(true);
    toEnd();
  }, [setPlace, toEnd]);

  useLayoutEffect(() => {
    const anchor = loadUiState().anchors[threadKey] ?? null;
    place.current.pending = anchor;
    setPlace(anchor === null);
    if (anchor === null) toEnd();
  }, [threadKey, setPlace, toEnd]);

  // After every render, since the turn of a remembered place may come in with any of them.
  useLayoutEffect(() => {
    const { pending } = place.current;
    if (!pending || !scroller.current || !content.current) return;
    if (restoreAnchor(scroller.current, content.current, pending)) {
      place.current.pending = null;
      place.current.scrollTop = scroller.current.scrollTop;
    } else if (!loading) follow();
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return undefined;
    const onScroll = (): void => {
      const { following: before, scrollTop: lastTop } = place.current;
      const next = isFollowing(before, lastTop, element);
      place.current.scrollTop = element.scrollTop;
      if (next !== before) setPlace(next);
    };
    const onScrollEnd = (): void => {
      if (place.current.pending) return;
      const anchor = place.current.following ? null : readAnchor(element, inner);
      saveUiState({ anchors: withRecent(loadUiState().anchors, threadKey, anchor, keptAnchors) });
    };
    const observer = new ResizeObserver(() => {
      if (place.current.following) toEnd();
    });
    observer.observe(element);
    observer.observe(inner);
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('scrollend', onScrollEnd);
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('scrollend', onScrollEnd);
    };
  }, [scroller, content, threadKey, setPlace, toEnd]);

  return { following, follow };
}
