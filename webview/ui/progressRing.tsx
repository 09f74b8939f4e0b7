import type { JSX } from 'preact';
import { Icon } from './icon.tsx';

interface ProgressRingProps {
  /** What is under way, when no text beside the ring says it. Without it the ring is decoration. */
  readonly label?: string | undefined;
}

/**
 * VS Code's turning icon. Not the toolkit's ring, whose arc has the whole window laid out and painted in every frame: this
 * one is turned by the browser's compositor.
 */
export function ProgressRing({ label }: ProgressRingProps): JSX.Element {
  const naming = label ? ({ role: 'progressbar', 'aria-label': label } as const) : {};
  return (
    <span class="progress-ring" {...naming}>
      <Icon name="loading" />
    </span>
  );
}
