import type { MarkedToken, Token } from 'marked';
import type { ComponentChildren, JSX } from 'preact';
import { decodeEntities } from './entities.ts';
import { FileLink } from './fileLink.tsx';
import { LinkView } from './linkView.tsx';
import { toExternalUrl, toMentionedFile } from './linkTarget.ts';

/** Inline code; a link to the file where it names one that exists. */
function inlineCode(text: string): JSX.Element {
  const code = (
    <code class="md-inline-code" dir="ltr">
      {text}
    </code>
  );
  const target = toMentionedFile(text);
  return target ? (
    <FileLink target={target} otherwise={code}>
      {code}
    </FileLink>
  ) : (
    code
  );
}

/** An image is never loaded: that alone would tell its server something. */
function imageText(alt: string, href: string): JSX.Element {
  const url = toExternalUrl(href);
  return (
    <span class="md-image">
      {alt === '' ? null : <span>{alt} </span>}
      {url === undefined ? (
        <span class="md-target">[{href}]</span>
      ) : (
        <LinkView href={url} text={url}>
          {url}
        </LinkView>
      )}
    </span>
  );
}

function inlineToken(token: MarkedToken): ComponentChildren {
  switch (token.type) {
    case 'text':
      return token.tokens ? inlineView(token.tokens) : decodeEntities(token.text);
    case 'escape':
      return token.text;
    case 'strong':
      return <strong>{inlineView(token.tokens)}</strong>;
    case 'em':
      return <em>{inlineView(token.tokens)}</em>;
    case 'del':
      return <del>{inlineView(token.tokens)}</del>;
    case 'codespan':
      return inlineCode(token.text);
    case 'br':
      return <br />;
    case 'link': {
      const href = token.autolink ? token.href : decodeEntities(token.href);
      return (
        <LinkView href={href} text={token.text}>
          {inlineView(token.tokens)}
        </LinkView>
      );
    }
    case 'image':
      return imageText(decodeEntities(token.text), decodeEntities(token.href));
    case 'html':
      return token.text;
    case 'checkbox':
      // The list item draws it.
      return null;
    default:
      return token.raw;
  }
}

/** Draws inline tokens. Raw HTML is text; nothing is ever set as HTML. */
export function inlineView(tokens: readonly Token[] | undefined): ComponentChildren {
  // Without extensions every token of the lexer is one of its own.
  return tokens?.map((token) => inlineToken(token as MarkedToken));
}
