import type { JSX } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { t } from '../../ui/l10n.ts';

/** Says that a text was cut short. */
export function InterruptedMark(): JSX.Element {
  return (
    <p class="item-interrupted">
      <Icon name="debug-stop" />
      <span>{t('Interrupted before it was complete')}</span>
    </p>
  );
}
