import type { JSX, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import type { ToolRequestUserInputQuestion } from '../../../src/protocol/index.ts';
import type { UserInputAnswer } from '../../../src/shared/approvals/approvalState.ts';
import { t } from '../../ui/l10n.ts';
import { RevealedText } from '../../ui/revealedText.tsx';

interface QuestionFieldProps {
  readonly question: ToolRequestUserInputQuestion;
  /** undefined: nothing was chosen or written yet. */
  readonly answer: UserInputAnswer | undefined;
  readonly missing: boolean;
  readonly disabled: boolean;
  readonly onAnswer: (answer: UserInputAnswer) => void;
  readonly onEnter: (event: KeyboardEvent) => void;
}

interface AnswerTextProps extends QuestionFieldProps {
  readonly label: string;
  readonly problemId: string;
}

function AnswerText({ question, answer, missing, disabled, label, ...props }: AnswerTextProps): JSX.Element {
  const { problemId, onAnswer, onEnter } = props;
  const shared = {
    class: 'text-field',
    value: answer?.text ?? '',
    disabled,
    'aria-label': label,
    'aria-invalid': missing,
    'aria-describedby': missing ? problemId : undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onAnswer({ label: null, text: event.currentTarget.value }),
  } as const;
  if (question.isSecret) return <input type="password" autocomplete="off" {...shared} onKeyDown={onEnter} />;
  if (question.options) return <input type="text" dir="auto" {...shared} onKeyDown={onEnter} />;
  return <textarea rows={2} dir="auto" {...shared} />;
}

/** One question of the model: its options, and a field for words of one's own where it takes them. */
export function QuestionField(props: QuestionFieldProps): JSX.Element {
  const { question, answer, missing, disabled, onAnswer } = props;
  const id = useId();
  const problemId = `${id}-problem`;
  const { options } = question;
  return (
    <fieldset class="question">
      <legend>
        {question.header !== '' && (
          <span class="question-header">
            <RevealedText text={question.header} />
          </span>
        )}
        <span class="question-text">
          <RevealedText text={question.question} />
        </span>
      </legend>
      {options?.map((option, index) => (
        <label key={index} class="choice">
          <input
            type="radio"
            name={id}
            checked={answer?.label === option.label}
            disabled={disabled}
            aria-invalid={missing && index === 0}
            aria-describedby={missing ? problemId : undefined}
            onChange={() => onAnswer({ label: option.label, text: answer?.text ?? '' })}
          />
          <span class="choice-text">
            <RevealedText text={option.label} />
            {option.description !== '' && (
              <span class="choice-hint">
                <RevealedText text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
      {options && question.isOther && (
        <label class="choice">
          <input
            type="radio"
            name={id}
            checked={answer?.label === null}
            disabled={disabled}
            onChange={() => onAnswer({ label: null, text: answer?.text ?? '' })}
          />
          <span class="choice-text">{t('Other')}</span>
        </label>
      )}
      {(!options || question.isOther) && (
        <AnswerText
          {...props}
          missing={missing && !options}
          problemId={problemId}
          label={options ? t('Other answer') : t('Your answer')}
        />
      )}
      {missing && (
        <p id={problemId} class="field-problem">
          {t('This question has no answer yet.')}
        </p>
      )}
    </fieldset>
  );
}
