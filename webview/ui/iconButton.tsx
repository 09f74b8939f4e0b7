import type { ComponentChildren, JSX } from 'preact';

interface IconButtonProps {
  /** The accessible name. */
  readonly label: string;
  readonly title: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly disabled?: boolean | undefined;
  readonly class?: string | undefined;
  /** The icon. */
  readonly children: ComponentChildren;
}

/**
 * A button that is an icon. The browser's own and not the toolkit's: a thread has hundreds of them, beside every block
 * of code and every turn, and an element with a shadow root of its own costs many times as much to draw.
 */
export function IconButton({ label, title, onClick, ...rest }: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class={rest.class ? `icon-button ${rest.class}` : 'icon-button'}
      aria-label={label}
      title={title}
      disabled={rest.disabled}
      onClick={onClick}
    >
      {rest.children}
    </button>
  );
}
