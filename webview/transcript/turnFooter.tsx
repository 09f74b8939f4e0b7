import type { JSX } from 'preact';
import type { TurnState } from '../../src/shared/thread/threadState.ts';
import { formatDuration, formatTokens } from '../ui/format.ts';
import { t } from '../ui/l10n.ts';
import { contextLeftPercent } from './turnUsage.ts';

interface TurnFooterProps {
  readonly turn: TurnState;
}

/**
 * How long a finished turn took and how full the model's context was after it: its last request holds the whole
 * conversation, so this is no sum of what the turn cost. Nothing when none is known.
 */
export function TurnFooter({ turn }: TurnFooterProps): JSX.Element | null {
  const { durationMs, tokenUsage } = turn;
  const parts: string[] = [];
  if (durationMs !== null) parts.push(formatDuration(durationMs));
  if (tokenUsage) {
    parts.push(t('{0} tokens in context', formatTokens(tokenUsage.last.totalTokens)));
    const left = contextLeftPercent(tokenUsage);
    if (left !== null) parts.push(t('{0}% context left', left));
  }
  return parts.length === 0 ? null : <p class="turn-footer">{parts.join(' · ')}</p>;
}
