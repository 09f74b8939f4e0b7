import type { ApprovalContent, ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { isApprovalContent } from '../../src/shared/approvals/isApprovalContent.ts';
import { openQuestions } from '../../src/shared/approvals/openQuestions.ts';
import { loadUiState, saveUiState } from '../host.ts';
import { withRecent } from '../ui/withRecent.ts';

const keptCards = 20;

/** With what is secret, and so never stored: it lives as long as the page and its approval do. */
const inPage = new Map<string, ApprovalContent>();

/** What of a card's content may be stored with the page's UI state: all but the answers to secret questions. */
export function withoutSecrets(approval: ApprovalState, content: ApprovalContent): ApprovalContent {
  if (content.kind !== 'userInput') return content;
  const questions = approval.kind === 'userInput' ? approval.request.questions : [];
  const open = openQuestions(questions);
  const answers = Object.entries(content.answers).filter(([id]) => open.has(id));
  return { kind: 'userInput', answers: Object.fromEntries(answers) };
}

/** What was filled in on the approval's card so far, also before a reload of the page (without secrets). */
export function readDraft(approvalId: string): ApprovalContent | undefined {
  const stored: unknown = loadUiState().filledIn[approvalId];
  return inPage.get(approvalId) ?? (isApprovalContent(stored) ? stored : undefined);
}

/** Keeps what is being filled in while the approval waits. */
export function keepDraft(approval: ApprovalState, content: ApprovalContent): void {
  inPage.set(approval.id, content);
  const { filledIn } = loadUiState();
  saveUiState({ filledIn: withRecent(filledIn, approval.id, withoutSecrets(approval, content), keptCards) });
}

/** Forgets what was filled in on cards whose approvals no longer wait. */
export function pruneDrafts(approvals: readonly ApprovalState[]): void {
  const waiting = new Set(approvals.filter(({ status }) => status === 'pending').map(({ id }) => id));
  for (const id of inPage.keys()) if (!waiting.has(id)) inPage.delete(id);
  const { filledIn } = loadUiState();
  const kept = Object.entries(filledIn).filter(([id]) => waiting.has(id));
  if (kept.length < Object.keys(filledIn).length) saveUiState({ filledIn: Object.fromEntries(kept) });
}
