import type { ApprovalState } from '../src/shared/approvals/approvalState.ts';
import type { ThreadState } from '../src/shared/thread/threadState.ts';
import { approvalSummary, isQuestion } from './approvals/approvalSummary.ts';
import { settledOutcome } from './approvals/settledText.ts';
import { t } from './ui/l10n.ts';

function asks(approval: ApprovalState): string {
  const summary = approvalSummary(approval);
  return isQuestion(approval) ? t('Codex asks: {0}', summary) : t('Codex needs your approval: {0}', summary);
}

/** What became of the newest approval, where nobody here answered it; '' else. It is news as long as its turn is. */
function withdrawal(thread: ThreadState | undefined): string {
  const newest = thread?.settled.at(-1);
  if (!newest || newest.outcome === 'answered') return '';
  const { turnId } = newest.approval;
  if (turnId !== null && turnId !== thread?.turns.at(-1)?.id) return '';
  return `${approvalSummary(newest.approval)}: ${settledOutcome(newest) ?? ''} `;
}

function progress(thread: ThreadState | undefined): string {
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

/**
 * The sentence that tells a screen reader how the shown thread stands; empty for a thread without turns.
 * `waiting`: the approvals shown that have no answer yet, in the order they came. It is said again when it changes,
 * so it tells one set of them from the next.
 */
export function toAnnouncement(thread: ThreadState | undefined, waiting: readonly ApprovalState[]): string {
  const newest = waiting.at(-1);
  if (!newest) return `${withdrawal(thread)}${progress(thread)}`;
  if (waiting.length === 1) return asks(newest);
  return waiting.some(isQuestion)
    ? t('Codex waits for {0} answers. The newest: {1}', waiting.length, approvalSummary(newest))
    : t('Codex needs {0} approvals. The newest: {1}', waiting.length, approvalSummary(newest));
}
