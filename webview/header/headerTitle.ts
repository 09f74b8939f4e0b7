import { threadTitle } from '../../src/shared/thread/threadSummary.ts';
import type { ThreadSummary } from '../../src/shared/thread/threadState.ts';
import { t } from '../ui/l10n.ts';
import { shorten } from '../ui/shorten.ts';

const titleLength = 200;

/** What the header calls the shown thread: its title on one line, else that it is new. */
export function headerTitle(summary: ThreadSummary | undefined): string {
  return shorten(threadTitle(summary), titleLength) || t('New Thread');
}
