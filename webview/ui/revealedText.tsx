import type { JSX } from 'preact';
import { revealHidden } from '../../src/shared/text/revealHidden.ts';

interface RevealedTextProps {
  readonly text: string;
}

/** Text from the model or a file, with the characters that could make it read as something else made visible. */
export function RevealedText({ text }: RevealedTextProps): JSX.Element {
  return (
    <>
      {revealHidden(text).map(({ text: shown, kind, name }, index) =>
        kind === 'plain' ? (
          shown
        ) : (
          <span key={index} class={`revealed revealed-${kind}`} title={name}>
            {shown}
          </span>
        ),
      )}
    </>
  );
}
