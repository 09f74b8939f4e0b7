import type { QueuePause } from '../../../src/shared/appState.ts';
import { t } from '../../ui/l10n.ts';

/** Why a queue does not go on by itself. */
export function queuePauseText(pause: QueuePause): string {
  switch (pause) {
    case 'asked':
      return t('Paused.');
    case 'interrupted':
      return t('Paused: the turn was interrupted.');
    case 'failed':
      return t('Paused: the turn failed.');
    case 'restored':
      return t('Paused: these are from before Codex or the window was started again.');
    default:
      return pause satisfies never;
  }
}
