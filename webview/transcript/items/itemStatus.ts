import type { ItemState } from '../../../src/shared/thread/threadState.ts';
import { t } from '../../ui/l10n.ts';

/** How an item stands. */
export type ItemStatus = 'inProgress' | 'completed' | 'failed' | 'declined' | 'interrupted';

function ownStatus(item: object): ItemStatus | undefined {
  const status = 'status' in item ? item.status : undefined;
  switch (status) {
    case 'inProgress':
    case 'completed':
    case 'failed':
    case 'declined':
    case 'interrupted':
      return status;
    default:
      return undefined;
  }
}

/**
 * The item's own status where it has one, else how far it came. An item that was cut short keeps saying that it
 * is in progress on the wire: it is interrupted.
 */
export function toItemStatus({ item, progress }: ItemState): ItemStatus {
  const own = ownStatus(item);
  if (progress === 'interrupted') return own === undefined || own === 'inProgress' ? 'interrupted' : own;
  return own ?? (progress === 'open' ? 'inProgress' : 'completed');
}

/** The status in words. */
export function statusLabel(status: ItemStatus): string {
  switch (status) {
    case 'inProgress':
      return t('In progress');
    case 'completed':
      return t('Completed');
    case 'failed':
      return t('Failed');
    case 'declined':
      return t('Declined');
    case 'interrupted':
      return t('Interrupted');
  }
}
