import type { ComponentChildren, JSX } from 'preact';
import './toolkitElements.ts';

interface ButtonProps {
  readonly appearance: 'primary' | 'secondary';
  readonly onClick: (event: MouseEvent) => void;
  /** The accessible name, where the content does not say it. */
  readonly label?: string | undefined;
  readonly title?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly class?: string | undefined;
  readonly children?: ComponentChildren;
}

/**
 * The toolkit's button. The real `<button>` is inside its shadow root and carries the name; the host element has no
 * role, so that there is one button for assistive technology. A disabled one swallows clicks on its content too.
 */
export function Button(props: ButtonProps): JSX.Element {
  const { appearance, onClick, label, title, disabled = false, children } = props;
  const handleClick = (event: MouseEvent): void => {
    if (disabled) event.stopPropagation();
    else onClick(event);
  };
  return (
    <vscode-button
      class={props.class}
      aria-label={label}
      appearance={appearance}
      title={title}
      disabled={disabled}
      onClick={handleClick}
    >
      {children}
    </vscode-button>
  );
}
