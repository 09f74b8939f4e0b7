import type { ThreadState } from '../src/shared/thread/threadState.ts';
import { t } from './ui/l10n.ts';

/** The one sentence that tells a screen reader how the shown thread stands; empty for a thread without turns. */
export function toAnnouncement(thread: ThreadState | undefined, waitingApprovals: number): string {
  if (waitingApprovals > 0) return t('Codex needs your approval.');
  switch (thread?.turns.at(-1)?.status) {
    case 'inProgress':
      return t('Codex is working.');
    case 'completed':
      return t('Codex has finished.');
    case 'failed':
      return t('Codex has stopped with an error.');
    case 'interrupted':
      return t('The turn was interrupted.');
    default:
      return '';
  }
}
