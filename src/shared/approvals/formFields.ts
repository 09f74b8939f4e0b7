import type { FormValue } from './approvalState.ts';

export interface FormChoice {
  readonly value: string;
  readonly label: string;
}

interface FieldBase {
  readonly name: string;
  /** The schema's title, else the field's name. */
  readonly label: string;
  readonly description: string | null;
  readonly required: boolean;
}

/** A field of an elicitation's form, made from one property of its JSON schema. */
export type FormField =
  | (FieldBase & {
      readonly kind: 'text';
      readonly format: 'email' | 'uri' | 'date' | 'date-time' | null;
      readonly minLength: number | null;
      readonly maxLength: number | null;
      readonly initial: string | null;
    })
  | (FieldBase & {
      readonly kind: 'number';
      readonly integer: boolean;
      readonly minimum: number | null;
      readonly maximum: number | null;
      readonly initial: number | null;
    })
  | (FieldBase & { readonly kind: 'boolean'; readonly initial: boolean | null })
  | (FieldBase & {
      readonly kind: 'choice';
      readonly choices: readonly FormChoice[];
      readonly initial: string | null;
    })
  | (FieldBase & {
      readonly kind: 'choices';
      readonly choices: readonly FormChoice[];
      readonly minItems: number | null;
      readonly maxItems: number | null;
      readonly initial: readonly string[];
    });

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const toText = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const toNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const toTexts = (value: unknown): string[] | null =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;

/** The choices of an enum in any of its spellings: `enum` (with `enumNames`), `oneOf` or `anyOf` of constants. */
function toChoices(schema: Json): FormChoice[] | null {
  const values = toTexts(schema.enum);
  if (values) {
    const names = toTexts(schema.enumNames);
    return values.map((value, index) => ({ value, label: names?.[index] ?? value }));
  }
  const constants = schema.oneOf ?? schema.anyOf;
  if (!Array.isArray(constants)) return null;
  const choices = constants.map((item: unknown): FormChoice | null => {
    const value = isRecord(item) ? toText(item.const) : null;
    return value === null ? null : { value, label: toText((item as Json).title) ?? value };
  });
  return choices.every((choice) => choice !== null) ? choices : null;
}

const formats = ['email', 'uri', 'date', 'date-time'] as const;

function toField(name: string, schema: unknown, required: boolean): FormField | null {
  if (!isRecord(schema)) return null;
  const label = toText(schema.title) || name;
  const base = { name, label, description: toText(schema.description), required };
  const choices = toChoices(schema);
  switch (schema.type) {
    case 'string':
      if (choices) return { ...base, kind: 'choice', choices, initial: toText(schema.default) };
      return {
        ...base,
        kind: 'text',
        format: formats.find((format) => format === schema.format) ?? null,
        minLength: toNumber(schema.minLength),
        maxLength: toNumber(schema.maxLength),
        initial: toText(schema.default),
      };
    case 'number':
    case 'integer':
      return {
        ...base,
        kind: 'number',
        integer: schema.type === 'integer',
        minimum: toNumber(schema.minimum),
        maximum: toNumber(schema.maximum),
        initial: toNumber(schema.default),
      };
    case 'boolean':
      return {
        ...base,
        kind: 'boolean',
        initial: typeof schema.default === 'boolean' ? schema.default : null,
      };
    case 'array': {
      const items = isRecord(schema.items) ? toChoices(schema.items) : null;
      if (!items) return null;
      return {
        ...base,
        kind: 'choices',
        choices: items,
        minItems: toNumber(schema.minItems),
        maxItems: toNumber(schema.maxItems),
        initial: toTexts(schema.default) ?? [],
      };
    }
    default:
      return null;
  }
}

/**
 * The fields of an elicitation's form, in the schema's order (MCP 2025-11-25: a flat object of primitives and enums).
 * null for a schema that holds anything else: such a form can only be declined.
 */
export function toFormFields(schema: unknown): FormField[] | null {
  if (!isRecord(schema) || schema.type !== 'object' || !isRecord(schema.properties)) return null;
  const required = new Set(toTexts(schema.required) ?? []);
  const fields = Object.entries(schema.properties).map(([name, property]) =>
    toField(name, property, required.has(name)),
  );
  return fields.every((field) => field !== null) ? fields : null;
}

/** What a form starts with: its defaults. A field without one is absent. */
export function initialValues(fields: readonly FormField[]): Record<string, FormValue> {
  const entries = fields
    .map(({ name, initial }) => [name, initial] as const)
    .filter((entry): entry is [string, FormValue] => entry[1] !== null);
  return Object.fromEntries(entries);
}
