import { Fragment, type JSX } from 'preact';
import { revealHidden, type TextSegment } from '../../src/shared/text/revealHidden.ts';
import { memo } from './memo.ts';

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

function TextView({ text }: RevealedTextProps): JSX.Element {
  return (
    <>
      {revealHidden(text).map((segment, index) => (
        <Fragment key={index}>{segment.kind === 'plain' ? segment.text : <Revealed {...segment} />}</Fragment>
      ))}
    </>
  );
}

/**
 * Text from the model or a file, with the characters that could make it read as something else made visible. Looked
 * at again only when it changes: a command's row is drawn with each piece of its output.
 */
export const RevealedText = memo(TextView);
