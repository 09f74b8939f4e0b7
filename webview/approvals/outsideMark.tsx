import type { JSX } from 'preact';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';

/** Says of the path before it that it is not in the workspace. */
export function OutsideMark(): JSX.Element {
  return (
    <span class="outside-mark">
      <Icon name="warning" />
      {t('outside the workspace')}
    </span>
  );
}
