import type { JSX } from 'preact';
import type { OutboxEntry } from '../../src/shared/appState.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';

/** A message that the server has not echoed yet: on its way, or failed and kept until a person decides. */
export function OutboxRow({ entry }: { readonly entry: OutboxEntry }): JSX.Element {
  const { clientId, status, text, error } = entry;
  const failed = status === 'failed';
  return (
    <div
      class={`outbox outbox-${status}`}
      role="group"
      aria-label={failed ? t('Message not sent') : t('Message being sent')}
    >
      <p class="outbox-text">{text}</p>
      {failed ? (
        <>
          <p class="outbox-error">
            <Icon name="error" />
            <span>{error ?? t('The message could not be sent.')}</span>
          </p>
          <div class="button-row">
            <Button appearance="primary" onClick={() => postIntent({ type: 'retryMessage', clientId })}>
              {t('Retry')}
            </Button>
            <Button appearance="secondary" onClick={() => postIntent({ type: 'discardMessage', clientId })}>
              {t('Discard')}
            </Button>
          </div>
        </>
      ) : (
        <p class="outbox-status">{t('Sending…')}</p>
      )}
    </div>
  );
}
