import type { JSX } from 'preact';
import { RevealedText } from '../ui/revealedText.tsx';

interface CodeBoxProps {
  readonly label: string;
  readonly text: string;
}

/** Text that is to be judged, all of it: it wraps, scrolls when it is long, and shows what it hides. */
export function CodeBox({ label, text }: CodeBoxProps): JSX.Element {
  return (
    <pre class="approval-command" dir="ltr" tabIndex={0} role="group" aria-label={label}>
      <code>
        <RevealedText text={text} />
      </code>
    </pre>
  );
}
