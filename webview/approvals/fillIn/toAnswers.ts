import type { ToolRequestUserInputQuestion } from '../../../src/protocol/index.ts';
import type { UserInputAnswer } from '../../../src/shared/approvals/approvalState.ts';

interface Answers {
  readonly answers: Readonly<Record<string, UserInputAnswer>>;
  /** Ids of questions without an answer, in their order. */
  readonly missing: readonly string[];
}

/**
 * What to send of what was filled in (by question id). Text that was written before an option was chosen instead is
 * left out, and so is a label that is none of the options.
 */
export function toAnswers(
  questions: readonly ToolRequestUserInputQuestion[],
  filledIn: Readonly<Record<string, UserInputAnswer>>,
): Answers {
  const found = questions.map(({ id, options }) => {
    const { label = null, text = '' } = filledIn[id] ?? {};
    if (label !== null && options?.some((option) => option.label === label)) return { id, label, text: '' };
    return { id, label: null, text };
  });
  const isMissing = ({ label, text }: UserInputAnswer): boolean => label === null && text.trim() === '';
  return {
    answers: Object.fromEntries(
      found.filter((item) => !isMissing(item)).map(({ id, label, text }) => [id, { label, text }]),
    ),
    missing: found.filter(isMissing).map(({ id }) => id),
  };
}
