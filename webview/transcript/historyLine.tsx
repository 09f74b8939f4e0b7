import type { JSX } from 'preact';
import type { ThreadState } from '../../src/shared/thread/threadState.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { ProgressRing } from '../ui/progressRing.tsx';

function FailedHistory({ error }: { readonly error: string | null }): JSX.Element {
  return (
    <div class="history-failed" role="group" aria-label={t('History not loaded')}>
      <p class="history-line">
        <Icon name="warning" />
        <span>
          {t('Earlier turns could not be loaded.')} {error}
        </span>
      </p>
      <div class="button-row">
        <Button
          appearance="primary"
          onClick={() => postIntent({ type: 'runAction', action: 'reloadThread' })}
        >
          {t('Retry')}
        </Button>
        <Button appearance="secondary" onClick={() => postIntent({ type: 'runAction', action: 'newThread' })}>
          {t('New Thread')}
        </Button>
      </div>
    </div>
  );
}

/** For who cannot scroll there: else they come by themselves. The keyboard stays in the transcript, the button goes. */
function loadOlder({ currentTarget }: Event, threadId: string): void {
  if (currentTarget instanceof Element)
    currentTarget.closest<HTMLElement>('[role="log"]')?.focus({ preventScroll: true });
  postIntent({ type: 'loadOlder', threadId });
}

/** Says when the turns shown are not all there are, and what can be done about it; nothing when they are. */
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
      return <FailedHistory error={thread.historyError} />;
    case 'partial':
      return (
        <p class="history-line">
          <Button appearance="secondary" onClick={(event) => loadOlder(event, thread.id)}>
            {t('Load Earlier Turns')}
          </Button>
        </p>
      );
    default:
      return null;
  }
}
