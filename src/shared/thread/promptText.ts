import type { UserInput } from '../../protocol/index.ts';

/** The words of a user's message, without what was attached to it. */
export function promptText(content: readonly UserInput[]): string {
  return content.flatMap((input) => (input.type === 'text' ? [input.text] : [])).join('\n\n');
}
