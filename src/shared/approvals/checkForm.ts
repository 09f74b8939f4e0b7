import type { FormValue } from './approvalState.ts';
import type { FormField } from './formFields.ts';

/** What is wrong with a value; `limit` is the bound that it breaks. */
export interface FormProblem {
  readonly kind:
    | 'required'
    | 'wrongType'
    | 'tooShort'
    | 'tooLong'
    | 'notAnEmail'
    | 'notAUri'
    | 'notADate'
    | 'notADateTime'
    | 'notAnInteger'
    | 'tooSmall'
    | 'tooLarge'
    | 'notAChoice'
    | 'tooFew'
    | 'tooMany';
  readonly limit: number | null;
}

const dateTime = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const formatChecks = {
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'notAnEmail'],
  uri: [/^[a-z][a-z0-9+.-]*:\S+$/i, 'notAUri'],
} as const;

function problem(kind: FormProblem['kind'], limit: number | null = null): FormProblem {
  return { kind, limit };
}

function checkText(field: Extract<FormField, { kind: 'text' }>, value: string): FormProblem | null {
  const length = [...value].length;
  if (field.minLength !== null && length < field.minLength) return problem('tooShort', field.minLength);
  if (field.maxLength !== null && length > field.maxLength) return problem('tooLong', field.maxLength);
  switch (field.format) {
    case 'email':
    case 'uri': {
      const [pattern, kind] = formatChecks[field.format];
      return pattern.test(value) ? null : problem(kind);
    }
    case 'date':
      return isDate(value) ? null : problem('notADate');
    case 'date-time':
      return dateTime.test(value) && isDate(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))
        ? null
        : problem('notADateTime');
    default:
      return null;
  }
}

function checkNumber(field: Extract<FormField, { kind: 'number' }>, value: number): FormProblem | null {
  if (field.integer && !Number.isInteger(value)) return problem('notAnInteger');
  if (field.minimum !== null && value < field.minimum) return problem('tooSmall', field.minimum);
  if (field.maximum !== null && value > field.maximum) return problem('tooLarge', field.maximum);
  return null;
}

function checkChoices(
  field: Extract<FormField, { kind: 'choices' }>,
  value: readonly string[],
): FormProblem | null {
  const known = new Set(field.choices.map((choice) => choice.value));
  if (!value.every((item) => known.has(item)) || new Set(value).size !== value.length)
    return problem('notAChoice');
  if (field.minItems !== null && value.length < field.minItems) return problem('tooFew', field.minItems);
  if (field.maxItems !== null && value.length > field.maxItems) return problem('tooMany', field.maxItems);
  return null;
}

function checkField(field: FormField, value: FormValue | undefined): FormProblem | null {
  if (value === undefined || value === '') return field.required ? problem('required') : null;
  switch (field.kind) {
    case 'text':
      return typeof value === 'string' ? checkText(field, value) : problem('wrongType');
    case 'number':
      return typeof value === 'number' ? checkNumber(field, value) : problem('wrongType');
    case 'boolean':
      return typeof value === 'boolean' ? null : problem('wrongType');
    case 'choice':
      return field.choices.some((choice) => choice.value === value) ? null : problem('notAChoice');
    default:
      return Array.isArray(value) ? checkChoices(field, value) : problem('wrongType');
  }
}

/** The problems of what was filled in, by field name; none: it may be sent. A name that is no field is ignored. */
export function checkForm(
  fields: readonly FormField[],
  values: Readonly<Record<string, FormValue>>,
): Record<string, FormProblem> {
  const valueOf = (name: string): FormValue | undefined =>
    Object.hasOwn(values, name) ? values[name] : undefined;
  const found = fields.map((field) => [field.name, checkField(field, valueOf(field.name))] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, FormProblem] => entry[1] !== null));
}
