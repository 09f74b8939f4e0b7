import type { JSX } from 'preact';
import type { CodiconName } from '../../ui/codiconNames.ts';
import { Icon } from '../../ui/icon.tsx';
import { statusLabel, type ItemStatus } from './itemStatus.ts';

interface StatusIconProps {
  readonly status: ItemStatus;
  /** What to show when all is well. */
  readonly icon: CodiconName;
  /** Whether nothing goes on before a person answers; the line says so in words. */
  readonly waits?: boolean | undefined;
}

function toIcon(status: ItemStatus, icon: CodiconName): CodiconName {
  switch (status) {
    case 'inProgress':
      return 'loading';
    case 'failed':
      return 'error';
    case 'declined':
      return 'circle-slash';
    case 'interrupted':
      return 'debug-stop';
    case 'completed':
      return icon;
  }
}

/** The item's own icon, or the one of a status that a person should notice. Named, as colour alone says nothing. */
export function StatusIcon({ status, icon, waits = false }: StatusIconProps): JSX.Element {
  if (waits) {
    return (
      <span class="item-icon">
        <Icon name={icon} />
      </span>
    );
  }
  return (
    <span class={`item-icon item-icon-${status}`}>
      <Icon name={toIcon(status, icon)} label={statusLabel(status)} />
    </span>
  );
}
