import { Lexer, Tokenizer } from 'marked';
import type { Links, Token, Tokens } from 'marked';

/** Text to block tokens, inline tokens included. `known` are link definitions that come before the text. */
export type LexMarkdown = (text: string, known: Links) => LexResult;

export interface LexResult {
  /** Top level; their `raw` parts joined are the text. */
  readonly tokens: readonly Token[];
  /** `known` and the definitions found in the text. The first definition of a label wins. */
  readonly links: Links;
}

function upTo(end: RegExp, text: string): string {
  const match = end.exec(text);
  return match ? text.slice(0, match.index) : text;
}

const blankLine = /\n[ \t]*\n/;
const blankLineOrFence = /\n[ \t]*\n|\n {0,3}(?:`{3}|~{3})/;

/**
 * GFM with two rules made local, so that what comes later never changes a block that is followed by a blank line:
 * raw HTML blocks and link definitions end there (definitions also at a code fence). Raw HTML is only shown as text,
 * so nothing is lost by it.
 */
class LocalTokenizer extends Tokenizer {
  override html(src: string): Tokens.HTML | undefined {
    return /^ {0,3}</.test(src) ? super.html(upTo(blankLine, src)) : undefined;
  }

  override def(src: string): Tokens.Def | undefined {
    return /^ {0,3}\[/.test(src) ? super.def(upTo(blankLineOrFence, src)) : undefined;
  }

  /** An inline tag is text, and (unlike the original) opens no state that would reach into later blocks. */
  override tag(src: string): Tokens.Tag | undefined {
    const tag = src.startsWith('<') ? this.rules.inline.tag.exec(src)?.[0] : undefined;
    if (!tag) return undefined;
    return { type: 'html', raw: tag, text: tag, block: false, inLink: false, inRawBlock: false };
  }
}

function lexWhole(text: string, known: Links): LexResult {
  const lexer = new Lexer({ gfm: true, tokenizer: new LocalTokenizer() });
  Object.assign(lexer.tokens.links, known);
  const tokens = lexer.lex(text);
  return { tokens, links: tokens.links };
}

function toPlainParagraph(text: string): Tokens.Paragraph {
  return { type: 'paragraph', raw: text, text, tokens: [{ type: 'text', raw: text, text }] };
}

/**
 * The lexer throws on a few malformed nestings, such as a lazy fence after a list in a quote in a list. Then each
 * part between blank lines is lexed alone, and the one that throws is shown as it is.
 */
function lexParts(text: string, known: Links): LexResult {
  const parts = text.split(/(?<=\n[ \t]*\n)(?=\S)/);
  const tokens: Token[] = [];
  let links = known;
  for (const part of parts) {
    try {
      const result = lexWhole(part, links);
      tokens.push(...result.tokens);
      links = result.links;
    } catch {
      tokens.push(toPlainParagraph(part));
    }
  }
  return { tokens, links };
}

/** Lexes GitHub-flavoured Markdown with `\n` line ends. See `LexMarkdown`. Throws for no text. */
export const lexMarkdown: LexMarkdown = (text, known) => {
  try {
    return lexWhole(text, known);
  } catch {
    return lexParts(text, known);
  }
};
