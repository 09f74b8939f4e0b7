import { threadTitle } from '../../src/shared/thread/threadSummary.ts';
import type { ThreadSummary } from '../../src/shared/thread/threadState.ts';
import { t } from '../ui/l10n.ts';
import { shownName } from '../ui/shownName.ts';

const titleLength = 200;
const parentLength = 40;

/** What the header calls the shown thread: its title on one line, after that of its parent; else that it is new. */
export function headerTitle(summary: ThreadSummary | undefined, parent?: ThreadSummary): string {
  const title = shownName(threadTitle(summary), titleLength);
  if (!summary || summary.parentThreadId === null) return title || t('New Thread');
  return [shownName(threadTitle(parent), parentLength), title || t('Agent')].filter(Boolean).join(' › ');
}
