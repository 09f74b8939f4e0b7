import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { UserInputApproval } from '../../../src/shared/approvals/approvalState.ts';
import { formatClock } from '../../ui/format.ts';
import { t } from '../../ui/l10n.ts';
import { useCardDraft } from '../useCardDraft.ts';
import type { FillInProps } from './fillInProps.ts';
import { QuestionField } from './questionField.tsx';
import { toAnswers } from './toAnswers.ts';
import { useFirstProblem } from './useFirstProblem.ts';

/** The model's questions, and what happens when nobody answers them. */
export function QuestionsForm(props: FillInProps<UserInputApproval>): JSX.Element {
  const { approval, disabled, collect, onEnter } = props;
  const { questions, isBlocking } = approval.request;
  const [draft, setDraft] = useCardDraft(approval, { kind: 'userInput', answers: {} });
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [form, focusProblem] = useFirstProblem();

  useLayoutEffect(() => {
    collect.current = () => {
      const result = toAnswers(questions, draft.answers);
      setMissing(result.missing);
      if (result.missing.length === 0) return { kind: 'userInput', answers: result.answers };
      focusProblem();
      return null;
    };
  });

  return (
    <div ref={form} class="fill-in">
      {questions.map((question) => (
        <QuestionField
          key={question.id}
          question={question}
          answer={draft.answers[question.id]}
          missing={missing.includes(question.id)}
          disabled={disabled}
          onAnswer={(answer) => {
            setMissing(missing.filter((id) => id !== question.id));
            setDraft({ kind: 'userInput', answers: { ...draft.answers, [question.id]: answer } });
          }}
          onEnter={onEnter}
        />
      ))}
      {!isBlocking && <p class="approval-fact">{t('Codex goes on meanwhile.')}</p>}
      {approval.deadlineMs !== null && (
        <p class="approval-deadline">
          {t('Codex goes on without an answer at {0}.', formatClock(approval.deadlineMs))}
        </p>
      )}
    </div>
  );
}
