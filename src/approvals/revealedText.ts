import { revealHidden } from '../shared/text/revealHidden.ts';

/** The text with every character that could deceive written out as `⟨U+202E⟩`: for VS Code's own plain-text places. */
export function revealedText(text: string): string {
  return revealHidden(text)
    .map((part) =>
      part.kind === 'plain' || part.kind === 'newline' ? part.text : `⟨${part.name ?? part.kind}⟩`,
    )
    .join('');
}
