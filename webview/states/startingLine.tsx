import type { JSX } from 'preact';
import { t } from '../ui/l10n.ts';
import { ProgressRing } from '../ui/progressRing.tsx';

/** Says that the server is being started. Writing and sending work meanwhile: the host sends when it is there. */
export function StartingLine(): JSX.Element {
  return (
    <p class="starting-line" role="status">
      <ProgressRing />
      <span>{t('Starting Codex…')}</span>
    </p>
  );
}
