import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { blockView } from './blockView.tsx';
import { createMarkdownStream } from './markdownStream.ts';

interface MarkdownProps {
  readonly text: string;
  /** More text may be appended. */
  readonly streaming: boolean;
}

/** A message as Markdown. While it streams, only its unfinished end is lexed and drawn again. */
export function Markdown({ text, streaming }: MarkdownProps): JSX.Element {
  const [stream] = useState(() => createMarkdownStream());
  return <div class="md">{stream.update(text, !streaming).map(blockView)}</div>;
}
