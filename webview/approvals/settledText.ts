import type {
  ApprovalOption,
  ApprovalState,
  FormValue,
  SettledApproval,
} from '../../src/shared/approvals/approvalState.ts';
import { toFormFields, type FormField } from '../../src/shared/approvals/formFields.ts';
import { permissionParts } from '../../src/shared/approvals/permissionParts.ts';
import { t } from '../ui/l10n.ts';
import { isQuestion } from './approvalSummary.ts';
import { optionLabel } from './optionLabel.ts';
import { accessText } from './permissionText.ts';

/** The option that an approval was answered with; null while it has no answer. */
export function answeredOption(approval: ApprovalState): ApprovalOption | null {
  return approval.options.find(({ id }) => id === approval.answeredOptionId) ?? null;
}

/** Whether the approval's item says by its own status all that the answer did. */
function isToldByItem(approval: ApprovalState): boolean {
  const kind = answeredOption(approval)?.kind;
  const isPlain = kind === 'accept' || kind === 'decline' || kind === 'cancel';
  switch (approval.kind) {
    case 'fileChange':
      // A change that ends the turn never ends itself: codex says of its item neither that it was declined nor why.
      return isPlain && kind !== 'cancel' && !(approval.edited && kind === 'accept');
    case 'commandExecution': {
      const { networkApprovalContext, approvalId } = approval.request;
      return isPlain && !networkApprovalContext && !approvalId;
    }
    default:
      return false;
  }
}

/** What became of an approval, in words; null where its item says so. */
export function settledOutcome({ approval, outcome }: SettledApproval): string | null {
  switch (outcome) {
    case 'answered': {
      if (isToldByItem(approval)) return null;
      const option = answeredOption(approval);
      if (approval.kind === 'fileChange' && approval.edited && option?.kind === 'accept')
        return t('You accepted what the review showed.');
      const isPlainAnswer = isQuestion(approval) && option?.kind === 'accept';
      return option && !isPlainAnswer
        ? t('You chose: {0}', optionLabel(approval, option))
        : t('You answered.');
    }
    case 'withdrawn':
      return t('No longer asked: it was withdrawn, or answered elsewhere.');
    case 'turnEnded':
      return t('Not answered: the turn ended before.');
    case 'threadClosed':
      return t('Not answered: the thread was closed.');
    case 'serverLost':
      return t('Not answered: Codex stopped.');
  }
}

interface AnswerLine {
  readonly question: string;
  readonly answer: string;
}

function valueText(field: FormField, value: FormValue): string {
  if (typeof value === 'boolean') return value ? t('Yes') : t('No');
  if (typeof value === 'number') return String(value);
  const choices = field.kind === 'choice' || field.kind === 'choices' ? field.choices : [];
  const values = typeof value === 'string' ? [value] : value;
  return values.map((item) => choices.find((choice) => choice.value === item)?.label ?? item).join(', ');
}

function ofRecord<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** What was filled in with an answer, question by question; what was secret came masked from the host. */
export function settledAnswers(approval: ApprovalState): readonly AnswerLine[] {
  const content = approval.answeredContent;
  if (approval.kind === 'userInput' && content?.kind === 'userInput') {
    return approval.request.questions.map(({ id, question }) => {
      const answer = ofRecord(content.answers, id);
      return { question, answer: answer?.label ?? (answer?.text || t('no answer')) };
    });
  }
  if (approval.kind === 'elicitation' && content?.kind === 'form' && approval.request.mode === 'form') {
    const fields = toFormFields(approval.request.requestedSchema) ?? [];
    return fields.flatMap((field) => {
      const value = ofRecord(content.values, field.name);
      return value === undefined ? [] : [{ question: field.label, answer: valueText(field, value) }];
    });
  }
  if (approval.kind === 'permissions' && content?.kind === 'permissions') {
    return permissionParts(approval.request.permissions)
      .filter(({ id }) => content.granted.includes(id))
      .map((part) => ({ question: accessText(part), answer: part.target }));
  }
  return [];
}
