import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

function handOver(card: HTMLElement, part: Element | null): void {
  if (!part?.contains(document.activeElement)) return;
  card.closest<HTMLElement>('[role="log"]')?.focus({ preventScroll: true });
}

/**
 * Moves the focus to the transcript when the element that has it goes away: `options` (the row of answers) when they
 * are `disabled`, anything of `card` when it is taken out. Otherwise the keyboard would be back at the page's start.
 */
export function useFocusHandover(
  card: RefObject<HTMLElement | null>,
  options: RefObject<HTMLElement | null>,
  disabled: boolean,
): void {
  useLayoutEffect(() => {
    if (disabled && card.current) handOver(card.current, options.current);
  }, [card, options, disabled]);
  useLayoutEffect(() => {
    const element = card.current;
    return () => {
      if (element) handOver(element, element);
    };
  }, [card]);
}
