import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

const controls = 'input, textarea, select';

/**
 * Moves the focus to the first field that is marked as wrong, once it is drawn so: `focusProblem` is called when a
 * person tried to send the form. The ref is for the element that holds the fields.
 */
export function useFirstProblem(): [form: RefObject<HTMLDivElement | null>, focusProblem: () => void] {
  const form = useRef<HTMLDivElement>(null);
  const wanted = useRef(false);
  const focus = useCallback((): void => {
    const marked = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!marked) return;
    wanted.current = false;
    const control = marked.matches(controls) ? marked : marked.querySelector<HTMLElement>(controls);
    control?.focus();
  }, []);
  useLayoutEffect(() => {
    if (wanted.current) focus();
  });
  const focusProblem = useCallback((): void => {
    wanted.current = true;
    // Problems that are shown already are not drawn anew.
    focus();
  }, [focus]);
  return [form, focusProblem];
}
