import { Fragment, type JSX } from 'preact';
import { revealHidden, type TextSegment } from '../../src/shared/text/revealHidden.ts';

interface RevealedTextProps {
  readonly text: string;
}

function Revealed({ text, kind, name }: TextSegment): JSX.Element {
  if (name === undefined) {
    // An ordinary line end still ends the line, but also shows where a button or a heading would swallow it.
    return (
      <>
        <span class="revealed-newline" aria-hidden="true">
          ↵
        </span>
        {text}
      </>
    );
  }
  // The character itself is left out where it would do its hidden work, such as turning the text around.
  return (
    <span class="revealed">
      {kind === 'confusable' && text}
      <small>{name}</small>
    </span>
  );
}

/** Text from the model or a file, with the characters that could make it read as something else made visible. */
export function RevealedText({ text }: RevealedTextProps): JSX.Element {
  return (
    <>
      {revealHidden(text).map((segment, index) => (
        <Fragment key={index}>{segment.kind === 'plain' ? segment.text : <Revealed {...segment} />}</Fragment>
      ))}
    </>
  );
}
