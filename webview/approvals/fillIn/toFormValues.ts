import type { FormValue } from '../../../src/shared/approvals/approvalState.ts';
import type { FormField } from '../../../src/shared/approvals/formFields.ts';

function toValue(field: FormField, value: FormValue | undefined): FormValue | undefined {
  if (value === undefined || value === '') return undefined;
  if (field.kind === 'choices')
    return Array.isArray(value) && value.length === 0 && !field.required ? undefined : value;
  if (field.kind !== 'number' || typeof value !== 'string') return value;
  const written = value.trim();
  if (written === '') return undefined;
  // What is no number stays as it was written: the check of the form says what is wrong with it.
  const number = Number(written);
  return /^[-+]?[\d.]+(?:e[-+]?\d+)?$/i.test(written) && Number.isFinite(number) ? number : value;
}

/**
 * What to send of what was filled in, by field name: numbers are kept as written until here, and what is empty is
 * absent. A multiple choice that is required may be empty. Names that are no field are left out.
 */
export function toFormValues(
  fields: readonly FormField[],
  filledIn: Readonly<Record<string, FormValue>>,
): Record<string, FormValue> {
  const entries = fields
    .filter(({ name }) => Object.hasOwn(filledIn, name))
    .map((field) => [field.name, toValue(field, filledIn[field.name])] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, FormValue] => entry[1] !== undefined));
}
