import type { MarkedToken, Token } from 'marked';
import { createElement, type ComponentChildren, type VNode } from 'preact';
import { CodeBlockView } from './codeBlockView.tsx';
import { inlineView } from './inlineView.tsx';
import { listView } from './listView.tsx';
import type { MarkdownBlock } from './markdownBlock.ts';
import { toLanguage } from './openFence.ts';
import { tableView } from './tableView.tsx';

/** Turns have headings of the second level; the deepest there is, is the sixth. */
const headingOffset = 2;

function drawToken(token: MarkedToken, open: boolean): ComponentChildren {
  const drawBlock = (child: Token): ComponentChildren => drawToken(child as MarkedToken, open);
  switch (token.type) {
    case 'heading':
      return createElement(
        `h${Math.min(token.depth + headingOffset, 6)}`,
        { dir: 'auto' },
        inlineView(token.tokens),
      );
    case 'paragraph':
      return <p dir="auto">{inlineView(token.tokens)}</p>;
    case 'text':
      return inlineView([token]);
    case 'html':
      return (
        <p class="md-html" dir="ltr">
          {token.text}
        </p>
      );
    case 'code': {
      const text = token.text.replace(/\n$/, '');
      const parts = text === '' ? [] : [text];
      return <CodeBlockView block={{ kind: 'code', language: toLanguage(token.lang), parts, open }} />;
    }
    case 'blockquote':
      return <blockquote dir="auto">{token.tokens.map(drawBlock)}</blockquote>;
    case 'list':
      return listView(token, drawBlock);
    case 'table':
      return tableView(token);
    case 'hr':
      return <hr />;
    case 'space':
    case 'def':
      return null;
    default:
      return token.raw;
  }
}

function drawBlock(block: MarkdownBlock): ComponentChildren {
  if (block.kind === 'code') return <CodeBlockView block={block} />;
  if (block.kind === 'plain') return <p class="md-plain">{block.text}</p>;
  // Without extensions every token of the lexer is one of its own.
  return drawToken(block.token as MarkedToken, block.open);
}

function Block({ block }: { readonly block: MarkdownBlock }): ComponentChildren {
  return drawBlock(block);
}

/** The nodes of finished blocks: the same node means that Preact does not look into it again. */
const drawn = new WeakMap<MarkdownBlock, VNode>();

/** Draws the block at a place in its message. A finished block always gives the same node. */
export function blockView(block: MarkdownBlock, index: number): VNode {
  const known = drawn.get(block);
  if (known) return known;
  const node = <Block key={index} block={block} />;
  const isOpen = block.kind === 'plain' || block.open;
  if (!isOpen) drawn.set(block, node);
  return node;
}
