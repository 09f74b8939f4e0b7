import type { Token } from 'marked';

/** A code block. `parts` joined are its text; all but the last keep their identity while it grows. */
export interface CodeBlock {
  readonly kind: 'code';
  /** First word of the info string, lower case; empty when there is none. */
  readonly language: string;
  readonly parts: readonly string[];
  /** Still being received: more text may come. */
  readonly open: boolean;
}

/** Any other block. A finished one keeps its identity. */
export interface TokenBlock {
  readonly kind: 'token';
  readonly token: Token;
  readonly open: boolean;
}

/** The end of a long unfinished block, not lexed yet. */
export interface PlainBlock {
  readonly kind: 'plain';
  readonly text: string;
}

/** One block of a message at the top level. */
export type MarkdownBlock = CodeBlock | TokenBlock | PlainBlock;
