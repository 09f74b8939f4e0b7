import type { JSX } from 'preact';

/**
 * Says `text` to a screen reader when it changes, and shows nothing. The transcript is busy while a turn runs, so
 * what matters in between is said here.
 */
export function Announcer({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="visually-hidden" role="status">
      {text}
    </p>
  );
}
