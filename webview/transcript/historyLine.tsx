import type { JSX } from 'preact';
import type { ThreadState } from '../../src/shared/thread/threadState.ts';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { ProgressRing } from '../ui/progressRing.tsx';

/** Says when the turns shown are not all there are; nothing when they are. */
export function HistoryLine({ thread }: { readonly thread: ThreadState }): JSX.Element | null {
  switch (thread.history) {
    case 'loading':
      return (
        <p class="history-line">
          <ProgressRing />
          <span>{t('Loading earlier turns…')}</span>
        </p>
      );
    case 'failed':
      return (
        <p class="history-line history-failed">
          <Icon name="warning" />
          <span>
            {t('Earlier turns could not be loaded.')} {thread.historyError}
          </span>
        </p>
      );
    case 'partial':
      return <p class="history-line">{t('Earlier turns are not shown.')}</p>;
    default:
      return null;
  }
}
