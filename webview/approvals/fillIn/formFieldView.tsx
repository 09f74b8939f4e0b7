import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { FormValue } from '../../../src/shared/approvals/approvalState.ts';
import type { FormProblem } from '../../../src/shared/approvals/checkForm.ts';
import type { FormField } from '../../../src/shared/approvals/formFields.ts';
import { t } from '../../ui/l10n.ts';
import { RevealedText } from '../../ui/revealedText.tsx';
import { FieldControl } from './fieldControl.tsx';
import { problemText } from './problemText.ts';

interface FormFieldViewProps {
  readonly field: FormField;
  /** As filled in: a number may still be text. undefined: nothing. */
  readonly value: FormValue | undefined;
  readonly problem: FormProblem | undefined;
  readonly disabled: boolean;
  readonly onValue: (value: FormValue | undefined) => void;
  readonly onEnter: (event: KeyboardEvent) => void;
}

/** What the field takes, where neither its label nor its control says it. */
function hint(field: FormField): string | null {
  if (field.kind === 'number') return field.integer ? t('A whole number.') : t('A number.');
  if (field.kind === 'text' && field.format === 'date-time')
    return t('A date and time with its time zone, such as {0}.', '2026-03-01T14:30:00+01:00');
  return null;
}

/** A field of an MCP server's form with its label, description and problem. */
export function FormFieldView(props: FormFieldViewProps): JSX.Element {
  const { field, problem } = props;
  const id = useId();
  const note = hint(field);
  const described = [
    field.description ? `${id}-description` : null,
    note === null ? null : `${id}-hint`,
    problem ? `${id}-problem` : null,
  ].filter((part) => part !== null);
  const label = (
    <>
      <RevealedText text={field.label} />{' '}
      {field.required && <span class="field-required">{t('(required)')}</span>}
    </>
  );
  const control = (
    <FieldControl
      {...props}
      id={id}
      invalid={problem !== undefined}
      describedBy={described.length > 0 ? described.join(' ') : undefined}
    />
  );
  const isChecked = field.kind === 'boolean' && field.initial !== null;
  return (
    <div class="field">
      {field.kind === 'choices' && (
        <span id={`${id}-label`} class="field-label">
          {label}
        </span>
      )}
      {field.kind !== 'choices' && !isChecked && (
        <label for={id} class="field-label">
          {label}
        </label>
      )}
      {field.description && (
        <p id={`${id}-description`} class="field-hint">
          <RevealedText text={field.description} />
        </p>
      )}
      {note !== null && (
        <p id={`${id}-hint`} class="field-hint">
          {note}
        </p>
      )}
      {isChecked ? (
        <label class="choice">
          {control}
          <span class="choice-text">{label}</span>
        </label>
      ) : (
        control
      )}
      {problem && (
        <p id={`${id}-problem`} class="field-problem">
          {problemText(problem)}
        </p>
      )}
    </div>
  );
}
