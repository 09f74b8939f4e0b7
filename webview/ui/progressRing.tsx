import type { JSX } from 'preact';
import './toolkitElements.ts';

interface ProgressRingProps {
  /** What is under way, when no text beside the ring says it. Without it the ring is decoration. */
  readonly label?: string | undefined;
}

/** The toolkit's ring. Its own role (an assertive alert on every appearance) is hidden behind a quiet one. */
export function ProgressRing({ label }: ProgressRingProps): JSX.Element {
  const naming = label ? ({ role: 'progressbar', 'aria-label': label } as const) : {};
  return (
    <span class="progress-ring" {...naming}>
      <vscode-progress-ring aria-hidden="true" />
    </span>
  );
}
