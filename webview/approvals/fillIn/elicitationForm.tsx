import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { ElicitationApproval } from '../../../src/shared/approvals/approvalState.ts';
import { checkForm, type FormProblem } from '../../../src/shared/approvals/checkForm.ts';
import { initialValues, toFormFields } from '../../../src/shared/approvals/formFields.ts';
import { useCardDraft } from '../useCardDraft.ts';
import type { FillInProps } from './fillInProps.ts';
import { FormFieldView } from './formFieldView.tsx';
import { toFormValues } from './toFormValues.ts';
import { useFirstProblem } from './useFirstProblem.ts';

/** The form that an MCP server wants filled in. Its problems are shown when it is sent, and go as they are mended. */
export function ElicitationForm(props: FillInProps<ElicitationApproval>): JSX.Element {
  const { approval, disabled, collect, onEnter } = props;
  const { request } = approval;
  const fields = useMemo(
    () => (request.mode === 'form' ? (toFormFields(request.requestedSchema) ?? []) : []),
    [request],
  );
  const [draft, setDraft] = useCardDraft(approval, { kind: 'form', values: initialValues(fields) });
  const [problems, setProblems] = useState<Readonly<Record<string, FormProblem>>>({});
  const [form, focusProblem] = useFirstProblem();

  useLayoutEffect(() => {
    collect.current = () => {
      const values = toFormValues(fields, draft.values);
      const found = checkForm(fields, values);
      setProblems(found);
      if (Object.keys(found).length === 0) return { kind: 'form', values };
      focusProblem();
      return null;
    };
  });

  return (
    <div ref={form} class="fill-in">
      {fields.map((field) => (
        <FormFieldView
          key={field.name}
          field={field}
          value={Object.hasOwn(draft.values, field.name) ? draft.values[field.name] : undefined}
          problem={Object.hasOwn(problems, field.name) ? problems[field.name] : undefined}
          disabled={disabled}
          onValue={(value) => {
            const { [field.name]: _mended, ...others } = problems;
            setProblems(others);
            const { [field.name]: _before, ...values } = draft.values;
            setDraft({
              kind: 'form',
              values: value === undefined ? values : { ...values, [field.name]: value },
            });
          }}
          onEnter={onEnter}
        />
      ))}
    </div>
  );
}
