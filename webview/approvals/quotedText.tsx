import type { JSX } from 'preact';
import { RevealedText } from '../ui/revealedText.tsx';

interface QuotedTextProps {
  /** Whose words they are. */
  readonly source: string;
  readonly text: string;
}

/** Words of the model or of a server, marked as such: they may say anything. */
export function QuotedText({ source, text }: QuotedTextProps): JSX.Element {
  return (
    <p class="approval-reason">
      <span class="approval-reason-source">{source}</span>{' '}
      <q>
        <RevealedText text={text} />
      </q>
    </p>
  );
}
