import type {
  ToolRequestUserInputParams,
  ToolRequestUserInputQuestion,
  ToolRequestUserInputResponse,
} from '../protocol/index.ts';
import type { ApprovalContent, ApprovalOption, UserInputAnswer } from '../shared/approvals/approvalState.ts';
import { openQuestions } from '../shared/approvals/openQuestions.ts';
import { toOption } from './toOption.ts';

/** How questions are dismissed. */
export const noAnswers: ToolRequestUserInputResponse = { answers: {} };

const secretMask = '••••••••';

/** The answers to questions of the model. */
export function userInputOptions(): ApprovalOption[] {
  return [toOption('accept'), toOption('decline')];
}

function isBlank({ label, text }: UserInputAnswer): boolean {
  return label === null && text.trim() === '';
}

/** The words that codex's own clients use, which the model is told as they are. undefined: not an answer to this. */
function toWireAnswer(
  { options, isOther }: ToolRequestUserInputQuestion,
  { label, text }: UserInputAnswer,
): string[] | undefined {
  const hasOptions = (options?.length ?? 0) > 0;
  const note = text.trim() === '' ? [] : [`user_note: ${text}`];
  if (label !== null) return options?.some((option) => option.label === label) ? [label, ...note] : undefined;
  if (!hasOptions) return note;
  return isOther ? ['None of the above', ...note] : undefined;
}

/**
 * The wire answer by question id; questions without an answer are left out. undefined when the option is not offered,
 * nothing is answered, or the content answers what was not asked: another question, another label, or free text
 * where there is none.
 */
export function decideUserInput(
  { questions }: ToolRequestUserInputParams,
  optionId: string,
  content: ApprovalContent | null,
): ToolRequestUserInputResponse | undefined {
  if (optionId === 'decline') return noAnswers;
  if (optionId !== 'accept' || content?.kind !== 'userInput') return undefined;
  const given = Object.entries(content.answers).filter(([, answer]) => !isBlank(answer));
  const answers = given.map(([id, answer]) => {
    const question = questions.find((candidate) => candidate.id === id);
    const wire = question && toWireAnswer(question, answer);
    return wire && ([id, { answers: wire }] as const);
  });
  const isWhole = answers.every((answer) => answer !== undefined);
  return isWhole && answers.length > 0 ? { answers: Object.fromEntries(answers) } : undefined;
}

/** The content with every answer to a secret question replaced by a mask: what may be shown and kept. */
export function maskSecrets(
  { questions }: ToolRequestUserInputParams,
  content: ApprovalContent | null,
): ApprovalContent | null {
  if (content?.kind !== 'userInput') return content;
  const open = openQuestions(questions);
  const mask = ({ label, text }: UserInputAnswer): UserInputAnswer => ({
    label: label === null ? null : secretMask,
    text: text === '' ? '' : secretMask,
  });
  const answers = Object.entries(content.answers).map(
    ([id, answer]) => [id, open.has(id) ? answer : mask(answer)] as const,
  );
  return { kind: 'userInput', answers: Object.fromEntries(answers) };
}
