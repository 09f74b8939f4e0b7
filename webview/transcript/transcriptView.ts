import type { ThreadState } from '../../src/shared/thread/threadState.ts';
import { postIntent, type ScrollAnchor } from '../host.ts';
import { holdPlace, isInPlace, restoreHeld, rowElement, type HeldPlace } from './heldPlace.ts';
import { isFollowing } from './isFollowing.ts';
import { isOldNews } from './isOldNews.ts';
import { isSameList } from './isSameList.ts';
import { keptRows } from './keptRows.ts';
import { createOlderRequests } from './olderRequests.ts';
import { createReaderInput } from './readerInput.ts';
import { readPlace } from './readPlace.ts';
import { rememberedPlace, rememberPlace } from './rememberedPlace.ts';
import { createRowHeights } from './rowHeights.ts';
import { observeRows, type RowObserver } from './rowObserver.ts';
import { rowWindow, type RowPlace, type RowRange } from './rowWindow.ts';
import { rowId, type TurnRows } from './turnRows.ts';

/** The gap between rows, as transcript.css has it. */
const gapPx = 12;
/** Before the first layout. */
const usualViewPx = 600;
/** Older turns are asked for when the view is nearer to the first one than so many of its heights. */
const olderViews = 2;

/** About the height of a row of buttons: so little is no place that a reader has chosen. */
const littlePx = 60;

/** What a reader does to scroll. */
const scrollInputs = ['wheel', 'touchmove', 'pointerdown'] as const;

/** What is to be shown. */
export interface ShownThread {
  /** Names the thread in the remembered places. */
  readonly threadKey: string;
  readonly thread: ThreadState | undefined;
  readonly rows: TurnRows;
  /** Indices of rows that are drawn wherever the view is. */
  readonly always: readonly number[];
}

export interface TranscriptView {
  /** Whether the end is kept in view. */
  isFollowing(): boolean;
  /** Indices of the rows to draw, ascending; the same list as long as they are the same. */
  drawn(): readonly number[];
  /** Whether rows are being drawn that are no news, so that a screen reader should be quiet about them. */
  isQuiet(): boolean;
  /** The height in CSS pixels of what stands for the rows `first` to `end` - 1 when they are not drawn. */
  spacePx(first: number, end: number): number;
  /** Takes over what is to be shown; to be called before the page changes. */
  update(shown: ShownThread): void;
  /** To be called when the page shows what `update` was told. */
  commit(): void;
  /** Goes to the end and stays there as content comes in. */
  follow(): void;
  /** Begins to listen to the elements: `content` is what grows inside `scroller`. Returns the function that ends it. */
  attach(scroller: HTMLElement, content: HTMLElement): () => void;
}

interface Elements {
  readonly scroller: HTMLElement;
  readonly content: HTMLElement;
  readonly observer: RowObserver;
}

const nothing: ShownThread = {
  threadKey: '',
  thread: undefined,
  rows: { list: [], indexOf: new Map(), isSmall: true },
  always: [],
};

/**
 * Decides which rows of the thread are drawn, and keeps the view where it is: at the end while the reader follows it,
 * else at what the reader looks at. The place is remembered per thread over a reload of the page. Driven by what is
 * shown, and by scroll and resize events; never by time. `redraw` is called when other rows are to be drawn.
 */
export function createTranscriptView(redraw: () => void): TranscriptView {
  const heights = createRowHeights();
  const input = createReaderInput();
  let elements: Elements | null = null;
  let shown = nothing;
  let needsOlder = createOlderRequests();
  let following = true;
  let drawn: readonly number[] = [];
  let isQuiet = false;
  /** The drawn rows around the view, and the id of the first: indices move when older turns come in. */
  let range: RowRange = { first: 0, end: 0 };
  let rangeStart = '';
  /** Of a reader who does not follow: `offsetPx` below the top of a row; without `rowId`, below the last row. */
  let place: { readonly rowId: string | undefined; readonly offsetPx: number } | null = null;
  /** A remembered place to be kept at the top until the reader moves: heights settle only as rows are drawn. */
  let pinned: ScrollAnchor | null = null;
  /** Of the content when the pinned place was last put in view; null before it was. */
  let pinnedHeight: number | null = null;
  /** What must not move while the page changes, until the change is laid out. */
  let held: HeldPlace | null = null;
  let isHeldScrolled = false;
  /** Nothing was painted yet: what is in view is drawn, and only then what is near it. */
  let isFirst = true;
  /** As of the last scroll event or our own scrolling. */
  let lastTop = 0;
  let isChanged = false;
  let onPage: readonly string[] = [];

  const idAt = (index: number): string | undefined => shown.rows.list[index]?.id;
  const heightOf = (index: number): number => {
    const row = shown.rows.list[index];
    return row ? heights.get(row) + gapPx : 0;
  };
  const isAtEnd = (): boolean => following || (!pinned && !place);

  function pinnedIndex(): number | undefined {
    if (!pinned) return undefined;
    const { indexOf } = shown.rows;
    return indexOf.get(rowId(pinned.turnId, pinned.part ?? 0)) ?? indexOf.get(pinned.turnId);
  }

  function placeNow(viewPx: number): RowPlace {
    const end = { index: shown.rows.list.length, offsetPx: -viewPx };
    if (isAtEnd()) return end;
    const { offsetPx } = pinned ?? place ?? end;
    const index = pinned ? pinnedIndex() : shown.rows.indexOf.get(place?.rowId ?? '');
    return index === undefined ? end : { index, offsetPx };
  }

  function decide(): readonly number[] {
    const viewPx = elements?.scroller.clientHeight || usualViewPx;
    const start = shown.rows.indexOf.get(rangeStart);
    const current = start === undefined ? null : { first: start, end: start + range.end - range.first };
    const count = shown.rows.list.length;
    range = shown.rows.isSmall
      ? { first: 0, end: count }
      : rowWindow({ count, heightOf, place: placeNow(viewPx), viewPx, current, isFirst });
    rangeStart = idAt(range.first) ?? '';
    const near = Array.from({ length: range.end - range.first }, (_, at) => range.first + at);
    const kept = elements ? keptRows(elements.content, shown.rows) : [];
    const next = [...new Set([...near, ...shown.always, ...kept])].sort((a, b) => a - b);
    return isSameList(next, drawn) ? drawn : next;
  }

  function decideAgain(): void {
    const next = decide();
    if (next === drawn) return;
    drawn = next;
    redraw();
  }

  /** The view is painted in the next frame; rows near it are drawn in the one after. */
  function drawNearLater(): void {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        isFirst = false;
        decideAgain();
      }),
    );
  }

  function look(): void {
    if (!elements) return;
    const { index, offsetPx } = readPlace(elements.scroller, elements.content, shown.rows, heightOf);
    place = { rowId: idAt(index), offsetPx };
  }

  function toEnd(): void {
    if (!elements) return;
    const { scroller } = elements;
    held = null;
    scroller.scrollTop = scroller.scrollHeight;
    lastTop = scroller.scrollTop;
  }

  /** Not the reader, but the browser: what was shorter for a moment has moved the view up, and then more came in. */
  function isMovedBySizes({ scrollTop, scrollHeight, clientHeight }: HTMLElement): boolean {
    const upPx = lastTop - scrollTop;
    if (upPx < 1 || input.isRecent()) return false;
    // Farther up, and far from the end, is where a search or a screen reader goes. A block that is laid out may well turn
    // out to be shorter than a view.
    if (upPx > clientHeight && scrollHeight - clientHeight - scrollTop > clientHeight) return false;
    // What was shorter may be as it was by now.
    return upPx < littlePx || Math.abs(scrollHeight - clientHeight - lastTop) > 1;
  }

  /** Stays at the end, unless the reader has just scrolled up: that event is still to come, and decides. */
  function stayAtEnd(): void {
    if (!elements) return;
    const { scroller } = elements;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const isUp = scrollTop < Math.min(lastTop, scrollHeight - clientHeight) - 1;
    if (!isUp || isMovedBySizes(scroller)) toEnd();
  }

  /** Puts the pinned row back at the top of the view. */
  function keepPinned(): void {
    const id = idAt(pinnedIndex() ?? -1);
    if (!elements || !pinned || id === undefined) return;
    const { scroller, content } = elements;
    const row = rowElement(content, id);
    if (!row) return;
    scroller.scrollTop +=
      row.getBoundingClientRect().top - scroller.getBoundingClientRect().top + pinned.offsetPx;
    lastTop = scroller.scrollTop;
    pinnedHeight = scroller.scrollHeight;
  }

  /** The reader moves: from here on it is their place that counts. */
  function unpin(): void {
    if (!pinned) return;
    pinned = null;
    if (!following) look();
  }

  function setFollowing(next: boolean): void {
    if (next === following) return;
    following = next;
    place = null;
    if (!next) look();
    drawn = decide();
    redraw();
  }

  function hold(): void {
    if (!elements || pinned || held || place?.rowId === undefined) return;
    isHeldScrolled = false;
    held = holdPlace(elements.scroller, elements.content, place.rowId);
  }

  /** The reader scrolled on between a drawing and its layout; a second time the layout has been. */
  function moveHeld(scrollTop: number): void {
    if (!held || !elements) return;
    // The browser's answer to what came in above is no move of the reader's.
    if (isInPlace(elements.scroller, held)) {
      held = { ...held, scrollTop };
      return;
    }
    const topPx = held.topPx + held.scrollTop - scrollTop;
    held = isHeldScrolled ? null : { ...held, topPx, scrollTop };
    isHeldScrolled = true;
  }

  function askForOlder(): void {
    const { thread } = shown;
    if (!elements || !thread) return;
    const { scrollTop, clientHeight } = elements.scroller;
    const isLookedFor = pinned !== null && pinnedIndex() === undefined;
    const isWanted = isLookedFor || (clientHeight > 0 && scrollTop < olderViews * clientHeight);
    if (needsOlder({ history: thread.history, isWanted, firstTurnId: idAt(0) ?? '' }))
      postIntent({ type: 'loadOlder', threadId: thread.id });
  }

  function remember(): void {
    if (pinned) return;
    const row = following ? undefined : shown.rows.list[shown.rows.indexOf.get(place?.rowId ?? '') ?? -1];
    const offsetPx = Math.round(place?.offsetPx ?? 0);
    rememberPlace(shown.threadKey, row ? { turnId: row.turnId, part: row.part, offsetPx } : null);
  }

  function handleScroll(): void {
    if (!elements) return;
    const { scroller } = elements;
    const { scrollTop, scrollHeight } = scroller;
    if (following && isMovedBySizes(scroller)) return toEnd();
    // Not of our making, and not the browser's answer to a new height either: something else scrolled.
    if (Math.abs(scrollTop - lastTop) > 1 && pinnedHeight === scrollHeight) unpin();
    const next = isFollowing(following, lastTop, scroller);
    lastTop = scrollTop;
    moveHeld(scrollTop);
    if (!pinned) {
      setFollowing(next);
      if (!following) {
        look();
        decideAgain();
      }
    }
    askForOlder();
  }

  function follow(): void {
    pinned = null;
    setFollowing(true);
    toEnd();
  }

  /** To an end of the thread at once: browsers go there step by step, and what they pass would be drawn. */
  function handleKey(event: KeyboardEvent): void {
    unpin();
    const { key, target, currentTarget } = event;
    if (target !== currentTarget || (key !== 'Home' && key !== 'End')) return;
    event.preventDefault();
    if (key === 'End') follow();
    else elements?.scroller.scrollTo(0, 0);
  }

  function handleResize(entries: readonly ResizeObserverEntry[]): void {
    if (!elements) return;
    const { scroller } = elements;
    for (const { target, borderBoxSize } of entries) {
      const index = shown.rows.indexOf.get((target as HTMLElement).dataset['row'] ?? '');
      const row = index === undefined ? undefined : shown.rows.list[index];
      const heightPx = borderBoxSize[0]?.blockSize ?? 0;
      if (row && heightPx > 0) heights.set(row, heightPx);
    }
    // Not on the screen: nothing has a place.
    if (scroller.clientHeight === 0) return;
    if (isAtEnd()) stayAtEnd();
    else if (pinned) keepPinned();
    else {
      if (held) restoreHeld(scroller, held);
      held = null;
      lastTop = scroller.scrollTop;
      look();
    }
    decideAgain();
    askForOlder();
    remember();
  }

  function reset(threadKey: string): void {
    pinned = rememberedPlace(threadKey);
    pinnedHeight = null;
    place = null;
    held = null;
    following = true;
    isFirst = true;
    lastTop = 0;
    onPage = [];
    needsOlder = createOlderRequests();
    heights.clear();
  }

  /** Until the remembered turn is held the end is shown; when it cannot come any more, that is where to stay. */
  function lookForPinned(): void {
    if (!pinned) return;
    if (pinnedIndex() !== undefined) following = false;
    else if (shown.thread && /complete|failed/.test(shown.thread.history)) pinned = null;
  }

  return {
    isFollowing: () => following,
    drawn: () => drawn,
    isQuiet: () => isQuiet,
    spacePx(first, end) {
      let sum = -gapPx;
      for (let index = first; index < end; index++) sum += heightOf(index);
      return sum;
    },
    update(next) {
      const before = shown;
      shown = next;
      if (before.threadKey !== next.threadKey) reset(next.threadKey);
      const isOther =
        before.rows !== next.rows ||
        before.thread?.history !== next.thread?.history ||
        !isSameList(before.always, next.always);
      if (isOther) {
        lookForPinned();
        drawn = decide();
      }
      const ids = drawn.map((index) => idAt(index) ?? '');
      const isMoved = !isSameList(ids, onPage);
      // Until there is something else to say: what reads the page may come to it a little later. What comes in above
      // the last row is off by itself (see turnView.tsx), and must not silence the news that this one may be.
      if (isMoved && ids.at(-1) !== onPage.at(-1)) isQuiet = isOldNews(onPage, ids);
      else if (before.thread !== next.thread) isQuiet = false;
      isChanged ||= isOther || isMoved;
      if (isChanged && !isAtEnd()) hold();
      onPage = ids;
    },
    commit() {
      if (!elements || !isChanged) return;
      isChanged = false;
      if (isFirst && drawn.length > 0) drawNearLater();
      elements.observer.lookForRows();
      if (isAtEnd()) stayAtEnd();
      else keepPinned();
      // What is held is where it was only when this is laid out: before that the view may still be at the top.
      if (!held) askForOlder();
    },
    follow,
    attach(scroller, content) {
      elements = { scroller, content, observer: observeRows(scroller, content, handleResize) };
      scroller.addEventListener('scroll', handleScroll, { passive: true });
      scroller.addEventListener('scrollend', remember);
      scroller.addEventListener('keydown', handleKey);
      for (const type of scrollInputs) scroller.addEventListener(type, unpin, { passive: true });
      const stopInput = input.attach(scroller);
      return () => {
        stopInput();
        elements?.observer.disconnect();
        elements = null;
        scroller.removeEventListener('scroll', handleScroll);
        scroller.removeEventListener('scrollend', remember);
        scroller.removeEventListener('keydown', handleKey);
        for (const type of scrollInputs) scroller.removeEventListener(type, unpin);
      };
    },
  };
}
