import type { SurfaceState } from '../../src/shared/messages.ts';
import { t } from '../ui/l10n.ts';

interface ComposerWords {
  readonly placeholder: string;
  readonly sendTitle: string;
}

/** What the composer says that sending does now. `followUp`: what is done while a turn runs; null: none runs. */
export function composerWords(
  sendWith: SurfaceState['sendWith'],
  followUp: SurfaceState['followUp'] | null,
): ComposerWords {
  const isEnter = sendWith === 'enter';
  if (followUp === null)
    return {
      placeholder: t('Ask Codex to do something'),
      sendTitle: isEnter ? t('Send (Enter)') : t('Send (Ctrl+Enter or Cmd+Enter)'),
    };
  const keys = isEnter ? t('Enter') : t('Ctrl+Enter or Cmd+Enter');
  const invertedKeys = isEnter ? t('Ctrl+Enter or Cmd+Enter') : t('with Shift too');
  if (followUp === 'queue')
    return {
      placeholder: t('Queue a message for after this turn'),
      sendTitle: t(
        'Queue for after this turn ({0}), or add to what Codex is doing ({1})',
        keys,
        invertedKeys,
      ),
    };
  return {
    placeholder: t('Add to what Codex is doing'),
    sendTitle: t('Add to what Codex is doing ({0}), or queue for after this turn ({1})', keys, invertedKeys),
  };
}
