import type { JSX } from 'preact';
import type { TurnState } from '../../src/shared/thread/threadState.ts';
import { formatDuration, formatTokens } from '../ui/format.ts';
import { t } from '../ui/l10n.ts';
import { contextLeftPercent } from './turnUsage.ts';

interface TurnFooterProps {
  readonly turn: TurnState;
}

/** What a finished turn cost: its time, its tokens, and what is left of the context. Nothing when none is known. */
export function TurnFooter({ turn }: TurnFooterProps): JSX.Element | null {
  const { durationMs, tokenUsage } = turn;
  const parts: string[] = [];
  if (durationMs !== null) parts.push(formatDuration(durationMs));
  if (tokenUsage) {
    parts.push(t('{0} tokens', formatTokens(tokenUsage.last.totalTokens)));
    const left = contextLeftPercent(tokenUsage);
    if (left !== null) parts.push(t('{0}% context left', left));
  }
  return parts.length === 0 ? null : <p class="turn-footer">{parts.join(' · ')}</p>;
}
