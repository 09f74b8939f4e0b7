import { t } from '../../ui/l10n.ts';

/** How many messages are queued, in words. `count`: from 1. */
export function queueCountText(count: number): string {
  return count === 1 ? t('1 message queued') : t('{0} messages queued', count);
}
