import type { JSX } from 'preact';
import { createLazyPart, useLazyPart } from '../ui/lazyPart.ts';
import type { Markdown } from './markdown.tsx';

/**
 * The Markdown tokenizer, a good part of the page's code that an empty panel does without. Loaded as soon as there is, or
 * soon will be, something to show, so that it is there when it is needed.
 */
export const markdownPart = createLazyPart(() => import('./markdown.tsx'));

/** A message as Markdown, as plain text until the tokenizer is there (or for good, should it not load). */
export function MarkdownView(props: Parameters<typeof Markdown>[0]): JSX.Element {
  const part = useLazyPart(markdownPart);
  if (part) return <part.Markdown {...props} />;
  return (
    <div class="md md-plain" dir="auto">
      {props.text}
    </div>
  );
}
