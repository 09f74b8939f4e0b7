import { revealHidden } from '../../src/shared/text/revealHidden.ts';

/**
 * The text with the names of its hidden characters in their place (`a[U+202E]b`), for where no elements can be: a
 * tooltip, an entry of a list. Line ends stay as they are; so do look-alike letters, unless `lookAlikes` says that
 * their names are to stand behind them.
 */
export function revealedString(text: string, lookAlikes: 'plain' | 'named' = 'plain'): string {
  return revealHidden(text)
    .map(({ text: part, kind, name }) => {
      if (name === undefined) return part;
      if (kind !== 'confusable') return `[${name}]`;
      return lookAlikes === 'named' ? `${part}[${name}]` : part;
    })
    .join('');
}
