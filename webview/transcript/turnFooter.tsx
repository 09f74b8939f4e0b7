import type { JSX } from 'preact';
import type { TurnState } from '../../src/shared/thread/threadState.ts';
import { postIntent } from '../host.ts';
import { formatDuration, formatTokens } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/iconButton.tsx';
import { t } from '../ui/l10n.ts';
import { contextLeftPercent } from './turnUsage.ts';

interface TurnFooterProps {
  readonly threadId: string;
  readonly turn: TurnState;
  readonly canRegenerate: boolean;
}

/**
 * How long a finished turn took and how full the model's context was after it: its last request holds the whole
 * conversation, so this is no sum of what the turn cost. After the last turn, also the way to have it again.
 */
export function TurnFooter({ threadId, turn, canRegenerate }: TurnFooterProps): JSX.Element | null {
  const { durationMs, tokenUsage } = turn;
  const parts: string[] = [];
  if (durationMs !== null) parts.push(formatDuration(durationMs));
  if (tokenUsage) {
    parts.push(t('{0} tokens in context', formatTokens(tokenUsage.last.totalTokens)));
    const left = contextLeftPercent(tokenUsage);
    if (left !== null) parts.push(t('{0}% context left', left));
  }
  if (parts.length === 0 && !canRegenerate) return null;
  return (
    <div class="turn-footer">
      <span>{parts.join(' · ')}</span>
      {canRegenerate && (
        <IconButton
          label={t('Regenerate')}
          title={t('Regenerate: sends the same again in a new thread; this answer stays in the old thread')}
          onClick={() => postIntent({ type: 'regenerate', threadId, turnId: turn.id })}
        >
          <Icon name="refresh" />
        </IconButton>
      )}
    </div>
  );
}
