import { lazy } from '../ui/lazy.ts';
import { createLazyPart } from '../ui/lazyPart.ts';

/**
 * The Markdown tokenizer, a good part of the page's code that an empty panel does without. Loaded as soon as there is, or
 * soon will be, something to show, so that it is there when it is needed.
 */
export const markdownPart = createLazyPart(async () => (await import('./markdown.tsx')).Markdown);

/** A message as Markdown, as plain text until the tokenizer is there (or for good, should it not load). */
export const MarkdownView = lazy(markdownPart, ({ text }) => (
  <div class="md md-plain" dir="auto">
    {text}
  </div>
));
