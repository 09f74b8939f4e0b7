import { revealHidden } from '../../src/shared/text/revealHidden.ts';

/**
 * The text with the names of its hidden characters in their place (`a[U+202E]b`), for where no elements can be: a
 * tooltip. Look-alike letters and line ends stay as they are.
 */
export function revealedString(text: string): string {
  return revealHidden(text)
    .map(({ text: part, kind, name }) => (name === undefined || kind === 'confusable' ? part : `[${name}]`))
    .join('');
}
