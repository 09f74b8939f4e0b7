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

/** The heading by which a screen reader finds a turn: its number (from 1) and the first words a person said in it. */
export function turnHeading(turn: TurnState, number: number): string {
  const words = firstWords(turn);
  return words === '' ? t('Turn {0}', number) : t('Turn {0}: {1}', number, words);
}
