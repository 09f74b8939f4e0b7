import type { JSX, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { blockView } from './blockView.tsx';
import type { MarkdownBlock } from './markdownBlock.ts';
import { createMarkdownStream } from './markdownStream.ts';

interface MarkdownProps {
  readonly text: string;
  /** More text may be appended. */
  readonly streaming: boolean;
}

interface Group {
  readonly blocks: readonly MarkdownBlock[];
  readonly node: VNode;
}

/**
 * Blocks are drawn in groups: Preact looks into the last one only, and of a message that streams, or is very long, the
 * browser lays out and paints the ones in view only.
 */
const groupSize = 16;

/** A finished message of no more groups is drawn as a whole: its height is then known, and the reader's place with it. */
const fewGroups = 8;

function BlockGroup({ blocks, start }: { blocks: readonly MarkdownBlock[]; start: number }): JSX.Element {
  const isFull = blocks.length === groupSize;
  return (
    <div class={isFull ? 'md-group md-group-full' : 'md-group'}>
      {blocks.map((block, index) => blockView(block, start + index))}
    </div>
  );
}

/** The groups of `blocks`; those whose blocks are the same as in `before` are kept. */
function toGroups(blocks: readonly MarkdownBlock[], before: readonly Group[]): Group[] {
  return Array.from({ length: Math.ceil(blocks.length / groupSize) }, (_, index) => {
    const start = index * groupSize;
    const ofGroup = blocks.slice(start, start + groupSize);
    const known = before[index];
    const isSame =
      known?.blocks.length === ofGroup.length && ofGroup.every((block, at) => block === known.blocks[at]);
    return isSame && known
      ? known
      : { blocks: ofGroup, node: <BlockGroup key={index} blocks={ofGroup} start={start} /> };
  });
}

function createRenderer(): (text: string, done: boolean) => VNode[] {
  const stream = createMarkdownStream();
  let groups: readonly Group[] = [];
  return (text, done) => {
    groups = toGroups(stream.update(text, done), groups);
    return groups.map(({ node }) => node);
  };
}

/** A message as Markdown. While it streams, only its unfinished end is lexed and drawn again. */
export function Markdown({ text, streaming }: MarkdownProps): JSX.Element {
  const [draw] = useState(createRenderer);
  const groups = draw(text, !streaming);
  return <div class={streaming || groups.length > fewGroups ? 'md md-in-view' : 'md'}>{groups}</div>;
}
