import type { JSX, TargetedInputEvent } from 'preact';
import type { FormValue } from '../../../src/shared/approvals/approvalState.ts';
import type { FormChoice, FormField } from '../../../src/shared/approvals/formFields.ts';
import { t } from '../../ui/l10n.ts';
import { revealedString } from '../../ui/revealedString.ts';
import { RevealedText } from '../../ui/revealedText.tsx';

interface FieldControlProps {
  readonly field: FormField;
  readonly value: FormValue | undefined;
  readonly id: string;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly disabled: boolean;
  readonly onValue: (value: FormValue | undefined) => void;
  readonly onEnter: (event: KeyboardEvent) => void;
}

/** The browser's own fields. For date and time it has none with a time zone, which the answer needs. */
function TextInput(props: FieldControlProps): JSX.Element {
  const { field, value, id, invalid, describedBy, disabled, onValue, onEnter } = props;
  const shared = {
    id,
    disabled,
    class: 'text-field',
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
    'aria-required': field.required,
    autocomplete: 'off',
    value: value === undefined ? '' : String(value),
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onValue(event.currentTarget.value),
    onKeyDown: onEnter,
  } as const;
  if (field.kind === 'number')
    return <input type="text" inputMode={field.integer ? 'numeric' : 'decimal'} {...shared} />;
  switch (field.kind === 'text' ? field.format : null) {
    case 'email':
      return <input type="email" {...shared} />;
    case 'uri':
      return <input type="url" {...shared} />;
    case 'date':
      return <input type="date" {...shared} />;
    default:
      return <input type="text" dir="auto" {...shared} />;
  }
}

interface SelectProps extends FieldControlProps {
  readonly choices: readonly FormChoice[];
  readonly selected: string;
  readonly onSelect: (value: string) => void;
}

function Select({
  choices,
  selected,
  onSelect,
  id,
  invalid,
  describedBy,
  disabled,
}: SelectProps): JSX.Element {
  return (
    <select
      id={id}
      class="text-field"
      disabled={disabled}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onSelect(event.currentTarget.value)}
    >
      <option value="" selected={selected === ''}>
        {t('Not chosen')}
      </option>
      {choices.map(({ value, label }) => (
        <option key={value} value={value} selected={value === selected}>
          {revealedString(label, 'named')}
        </option>
      ))}
    </select>
  );
}

function Choices(props: FieldControlProps & { readonly choices: readonly FormChoice[] }): JSX.Element {
  const { choices, value, id, invalid, describedBy, disabled, onValue } = props;
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const toggle = (changed: string, checked: boolean): void =>
    onValue(
      choices
        .map((choice) => choice.value)
        .filter((item) => (item === changed ? checked : chosen.includes(item))),
    );
  return (
    <div
      class="choices"
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      aria-invalid={invalid}
    >
      {choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input
            type="checkbox"
            checked={chosen.includes(choice.value)}
            disabled={disabled}
            onChange={(event) => toggle(choice.value, event.currentTarget.checked)}
          />
          <span class="choice-text">
            <RevealedText text={choice.label} />
          </span>
        </label>
      ))}
    </div>
  );
}

/** The control of a field: an input of the browser for its type. */
export function FieldControl(props: FieldControlProps): JSX.Element {
  const { field, value, id, invalid, describedBy, disabled, onValue } = props;
  const shared = { id, disabled, 'aria-invalid': invalid, 'aria-describedby': describedBy } as const;
  switch (field.kind) {
    case 'text':
    case 'number':
      return <TextInput {...props} />;
    case 'boolean': {
      if (field.initial !== null) {
        return (
          <input
            {...shared}
            type="checkbox"
            checked={value === true}
            onChange={(event) => onValue(event.currentTarget.checked)}
          />
        );
      }
      // A checkbox has no state for "not chosen", and would answer no where nobody said so.
      const choices = [
        { value: 'yes', label: t('Yes') },
        { value: 'no', label: t('No') },
      ];
      const selected = value === undefined ? '' : value === true ? 'yes' : 'no';
      return (
        <Select
          {...props}
          choices={choices}
          selected={selected}
          onSelect={(choice) => onValue(choice === '' ? undefined : choice === 'yes')}
        />
      );
    }
    case 'choice':
      return (
        <Select
          {...props}
          choices={field.choices}
          selected={typeof value === 'string' ? value : ''}
          onSelect={(choice) => onValue(choice === '' ? undefined : choice)}
        />
      );
    case 'choices':
      return <Choices {...props} choices={field.choices} />;
  }
}
