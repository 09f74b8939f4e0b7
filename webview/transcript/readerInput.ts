/** A key or a wheel goes on scrolling so long, in milliseconds: browsers scroll smoothly. */
const recentMs = 1000;

const inputs = ['wheel', 'touchmove', 'pointerdown', 'keydown', 'focusin'] as const;
const pointerMoves = ['pointermove', 'pointerup', 'pointercancel'] as const;

/** What a reader does by which a view may be scrolled. */
export interface ReaderInput {
  /** Whether the reader may be scrolling now, or was a moment ago. */
  isRecent(): boolean;
  /** Begins to listen. Returns the function that ends it. */
  attach(scroller: HTMLElement): () => void;
}

/** Listens to inputs and keeps their times; sets no timer. */
export function createReaderInput(): ReaderInput {
  let lastMs = -Infinity;
  /** A pointer that holds the scroll bar tells nothing as it moves. */
  let isHeld = false;
  return {
    isRecent: () => isHeld || performance.now() - lastMs < recentMs,
    attach(scroller) {
      const note = ({ type, timeStamp }: Event): void => {
        lastMs = timeStamp;
        if (type === 'pointerdown') isHeld = true;
      };
      const release = ({ buttons, timeStamp }: PointerEvent): void => {
        if (!isHeld || buttons !== 0) return;
        isHeld = false;
        lastMs = timeStamp;
      };
      for (const input of inputs) scroller.addEventListener(input, note, { capture: true, passive: true });
      for (const move of pointerMoves)
        window.addEventListener(move, release, { capture: true, passive: true });
      return () => {
        for (const input of inputs) scroller.removeEventListener(input, note, { capture: true });
        for (const move of pointerMoves) window.removeEventListener(move, release, { capture: true });
      };
    },
  };
}
