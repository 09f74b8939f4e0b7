import type { Token } from 'marked';
import { startsWithFence } from './openFence.ts';

/** Whether a line that starts like this is, or can still become, the start of a list item. */
const bulletStart = /^(?:[*+-](?:[ \t\n]|$)|\d{1,9}(?:[.)]|$))/;

function followsBlankLine(text: string, at: number): boolean {
  if (text[at - 1] !== '\n') return false;
  const previousEnd = text.lastIndexOf('\n', at - 2);
  return at >= 2 && previousEnd >= 0 && text.slice(previousEnd + 1, at - 1).trim() === '';
}

/**
 * Where the last block starts before which nothing can change any more, whatever text follows, and such that the
 * text from there on lexes by itself: after a blank line, at a line that is not indented and (after a list) starts
 * no item; or at a fenced code block whose opening line is complete.
 * Returns the index of its token and its offset in `text`, which `tokens` cover; undefined when there is none.
 */
export function findBoundary(
  tokens: readonly Token[],
  text: string,
): { index: number; offset: number } | undefined {
  let boundary: { index: number; offset: number } | undefined;
  let previous: Token | undefined;
  let offset = 0;
  for (const [index, token] of tokens.entries()) {
    if (!text.startsWith(token.raw, offset)) return boundary;
    if (token.type !== 'space') {
      if (previous && isBoundary(token, previous, text, offset)) boundary = { index, offset };
      previous = token;
    }
    offset += token.raw.length;
  }
  return boundary;
}

function isBoundary(token: Token, previous: Token, text: string, offset: number): boolean {
  const rest = text.slice(offset, offset + 1_000);
  if (token.type === 'code' && startsWithFence(rest)) return true;
  if (!/^\S/.test(rest) || !followsBlankLine(text, offset)) return false;
  return previous.type !== 'list' || !bulletStart.test(rest);
}
