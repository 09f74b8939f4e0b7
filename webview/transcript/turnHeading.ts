import type { TurnState } from '../../src/shared/thread/threadState.ts';
import { t } from '../ui/l10n.ts';
import { shorten } from '../ui/shorten.ts';

const headingLength = 80;

function firstWords(turn: TurnState): string {
  for (const { item } of turn.items) {
    if (item.type !== 'userMessage') continue;
    const text = item.content.map((part) => (part.type === 'text' ? part.text : '')).join(' ');
    if (text.trim() !== '') return shorten(text, headingLength);
  }
  return '';
}

/**
 * The heading by which a screen reader finds a turn: the first words a person said in it. Without a number: which one
 * a turn is changes when older ones come in.
 */
export function turnHeading(turn: TurnState): string {
  const words = firstWords(turn);
  return words === '' ? t('Turn') : t('Turn: {0}', words);
}
