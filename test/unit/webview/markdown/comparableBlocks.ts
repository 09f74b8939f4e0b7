import type { Token } from 'marked';
import type { MarkdownBlock } from '../../../../webview/markdown/markdownBlock.ts';
import { toLanguage } from '../../../../webview/markdown/openFence.ts';

/** What is drawn of a token: without its source, and with what the view treats alike made equal. */
type Comparable = Record<string, unknown>;

function toTokens(tokens: readonly Token[]): Comparable[] {
  return tokens.filter(({ type }) => type !== 'space' && type !== 'def').map((token) => toComparable(token));
}

function toItem(item: Comparable, loose: boolean): Comparable {
  const tokens = (item['tokens'] as Comparable[])
    .filter(({ type }) => type !== 'checkbox')
    .map((token) => {
      const children = (token['tokens'] as Comparable[] | undefined)?.filter(
        ({ type }) => type !== 'checkbox',
      );
      const type = loose && token['type'] === 'text' ? 'paragraph' : token['type'];
      return children ? { ...token, type, tokens: children } : { ...token, type };
    })
    // A loose task without text is an empty paragraph with the checkbox, which the item draws.
    .filter((token) => !(token.type === 'paragraph' && 'tokens' in token && token.tokens.length === 0));
  return { ...item, loose, tokens };
}

function toComparable(token: object): Comparable {
  const { raw: _raw, ...shown } = token as Comparable;
  if (shown['type'] === 'code') {
    const text = String(shown['text']).replace(/\n$/, '');
    return { type: 'code', language: toLanguage(shown['lang'] as string | undefined), text };
  }
  if (Array.isArray(shown['tokens'])) {
    delete shown['text'];
    shown['tokens'] = toTokens(shown['tokens'] as Token[]);
  }
  if (Array.isArray(shown['items'])) {
    const loose = shown['loose'] === true;
    shown['items'] = (shown['items'] as object[]).map((item) => toItem(toComparable(item), loose));
  }
  if (Array.isArray(shown['header'])) shown['header'] = (shown['header'] as object[]).map(toComparable);
  if (Array.isArray(shown['rows'])) {
    shown['rows'] = (shown['rows'] as object[][]).map((row) => row.map(toComparable));
  }
  return shown;
}

/** Tokens of the lexer in the form of `comparableBlocks`. */
export function comparableTokens(tokens: readonly Token[]): Comparable[] {
  return toTokens(tokens);
}

/** What is drawn of the blocks of a message, for comparison with the tokens of the whole message. */
export function comparableBlocks(blocks: readonly MarkdownBlock[]): Comparable[] {
  return blocks.map((block) => {
    if (block.kind === 'code') return { type: 'code', language: block.language, text: block.parts.join('') };
    return block.kind === 'plain' ? { ...block } : toComparable(block.token);
  });
}
