import type { CodeBlock } from './markdownBlock.ts';

/** Finished parts keep their identity, so that a page that shows one text node per part rewrites the last one only. */
const partLength = 8_192;

const opening = /^( {0,3})(`{3,}(?=[^`\n]*\n)|~{3,})([^\n]*)\n/;

/** A fenced code block that is being received. */
export interface OpenFence {
  /** Takes more text. Returns what follows the closing fence once that has come with its line end. */
  push(text: string): string | undefined;
  /** The block as it stands. */
  block(open: boolean): CodeBlock;
}

/** The first word of an info string, lower case: the language. */
export function toLanguage(info: string | undefined): string {
  return /^[^\s,{]*/.exec(info?.trim() ?? '')?.[0].toLowerCase() ?? '';
}

/** Whether `text` starts with the complete opening line of a fenced code block. */
export function startsWithFence(text: string): boolean {
  return opening.test(text);
}

/**
 * Reads a fenced code block line by line, so that a long one costs no more than its text.
 * `text` starts with the opening line (see `startsWithFence`); `rest` is what comes after that line.
 */
export function openFence(text: string): { fence: OpenFence; rest: string } | undefined {
  const match = opening.exec(text);
  if (!match) return undefined;
  const [line, indent = '', marker = '', info = ''] = match;
  const language = toLanguage(info.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
  return { fence: readFence(indent, marker, language), rest: text.slice(line.length) };
}

function readFence(indent: string, marker: string, language: string): OpenFence {
  const closing = new RegExp(`^ {0,3}${marker}${marker.charAt(0)}* *$`);
  const mayClose = new RegExp(`^ {0,3}(?:${marker.charAt(0)}|$)`);
  // Only an indented backtick fence takes its indentation off the lines, as in the lexer.
  const strip = marker.startsWith('`') ? indent.length : 0;
  const parts: string[] = [];
  let current = '';
  let isFirstLine = true;
  /** The line without its end yet, and whether its beginning has already been moved to `current`. */
  let line = '';
  let isLineBegun = false;

  const toContent = (text: string): string => {
    if (isLineBegun) return text;
    const lead = strip > 0 ? Math.min(/^\s*/.exec(text)?.[0].length ?? 0, strip) : 0;
    return (isFirstLine ? '' : '\n') + text.slice(lead);
  };
  const isClosing = (): boolean => !isLineBegun && closing.test(line);
  const add = (text: string): void => {
    current += text;
    if (current.length < partLength) return;
    parts.push(current);
    current = '';
  };

  return {
    push(text) {
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        line += text.slice(from, end);
        from = end + 1;
        if (isClosing()) {
          line = '';
          return text.slice(from);
        }
        add(toContent(line));
        isFirstLine = false;
        isLineBegun = false;
        line = '';
      }
      line += text.slice(from);
      // A line that cannot be the closing fence need not be kept whole.
      if (line.length >= partLength && (isLineBegun || !mayClose.test(line))) {
        add(toContent(line));
        isLineBegun = true;
        line = '';
      }
      return undefined;
    },
    block(open) {
      const pending = line === '' || isClosing() ? '' : toContent(line);
      const last = current + pending;
      return { kind: 'code', language, parts: last === '' ? [...parts] : [...parts, last], open };
    },
  };
}
