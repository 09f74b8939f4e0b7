import type { ApprovalState } from '../src/shared/approvals/approvalState.ts';
import type { ThreadState } from '../src/shared/thread/threadState.ts';
import { approvalSummary } from './approvals/approvalSummary.ts';
import { t } from './ui/l10n.ts';

/**
 * The one sentence that tells a screen reader how the shown thread stands; empty for a thread without turns.
 * `waiting`: the approvals shown that have no answer yet, in the order they came. It is said again when it changes,
 * so it tells one set of them from the next.
 */
export function toAnnouncement(thread: ThreadState | undefined, waiting: readonly ApprovalState[]): string {
  const newest = waiting.at(-1);
  if (newest) {
    return waiting.length === 1
      ? t('Codex needs your approval: {0}', approvalSummary(newest))
      : t('Codex needs {0} approvals. The newest: {1}', waiting.length, approvalSummary(newest));
  }
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
