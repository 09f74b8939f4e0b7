import type { ThreadSummary } from '../../src/shared/thread/threadState.ts';
import { t } from '../ui/l10n.ts';
import { shorten } from '../ui/shorten.ts';

/** What a thread is called: its name, else the start of its first message, else that it is new. On one line. */
export function threadTitle(summary: ThreadSummary | undefined): string {
  const words = summary?.name?.trim() || summary?.preview.trim();
  return words ? shorten(words, 200) : t('New Thread');
}
