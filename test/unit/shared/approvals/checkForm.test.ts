import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { FormValue } from '../../../../src/shared/approvals/approvalState.ts';
import { checkForm } from '../../../../src/shared/approvals/checkForm.ts';
import { toFormFields } from '../../../../src/shared/approvals/formFields.ts';
import { everyFieldSchema } from '../../../support/mcpServer.ts';

function check(property: object, value: FormValue | undefined, required = false): unknown {
  const schema = { type: 'object', properties: { x: property }, required: required ? ['x'] : [] };
  const fields = toFormFields(schema);
  assert.ok(fields);
  return checkForm(fields, value === undefined ? {} : { x: value })['x'] ?? null;
}

const problem = (kind: string, limit: number | null = null): unknown => ({ kind, limit });

describe('checkForm', () => {
  const string = { type: 'string' };
  const email = { type: 'string', format: 'email' };
  const uri = { type: 'string', format: 'uri' };
  const date = { type: 'string', format: 'date' };
  const time = { type: 'string', format: 'date-time' };
  const short = { type: 'string', minLength: 2, maxLength: 3 };
  const integer = { type: 'integer', minimum: 1, maximum: 9 };
  const number = { type: 'number', minimum: 0, maximum: 1 };
  const size = { type: 'string', enum: ['s', 'm'] };
  const tags = { type: 'array', minItems: 1, maxItems: 2, items: { type: 'string', enum: ['a', 'b', 'c'] } };
  const table: [string, object, FormValue | undefined, unknown][] = [
    ['a text', string, 'x', null],
    ['a text that is a number', string, 7, problem('wrongType')],
    ['an absent text', string, undefined, null],
    ['an empty text', short, '', null],
    ['a short text', short, 'a', problem('tooShort', 2)],
    ['a long text', short, 'abcd', problem('tooLong', 3)],
    ['characters, not UTF-16 units', short, '🙂🙂🙂', null],
    ['an address', email, 'a@example.com', null],
    ['no address', email, 'a@example', problem('notAnEmail')],
    ['two addresses', email, 'a@b.c d@e.f', problem('notAnEmail')],
    ['a URI', uri, 'urn:x:y', null],
    ['no URI', uri, 'example.com', problem('notAUri')],
    ['a date', date, '2024-02-29', null],
    ['a date that never was', date, '2023-02-29', problem('notADate')],
    ['a date in other words', date, '29.2.2024', problem('notADate')],
    ['a time', time, '2024-02-29T12:30:00Z', null],
    ['a time with an offset', time, '2024-02-29T12:30:00.5+01:00', null],
    ['a time without a zone', time, '2024-02-29T12:30:00', problem('notADateTime')],
    ['a time that never was', time, '2023-02-29T12:30:00Z', problem('notADateTime')],
    ['an hour that never was', time, '2024-02-29T25:30:00Z', problem('notADateTime')],
    ['an integer', integer, 3, null],
    ['a fraction', integer, 1.5, problem('notAnInteger')],
    ['a small number', integer, 0, problem('tooSmall', 1)],
    ['a large number', number, 1.1, problem('tooLarge', 1)],
    ['a number that is a text', number, '1', problem('wrongType')],
    ['a boolean', { type: 'boolean' }, false, null],
    ['a boolean that is a text', { type: 'boolean' }, 'true', problem('wrongType')],
    ['a choice', size, 's', null],
    ['no choice', size, 'xl', problem('notAChoice')],
    [
      'a choice by its title',
      { type: 'string', oneOf: [{ const: 'a', title: 'A' }] },
      'A',
      problem('notAChoice'),
    ],
    ['choices', tags, ['a', 'c'], null],
    ['an unknown choice', tags, ['a', 'z'], problem('notAChoice')],
    ['a choice twice', tags, ['a', 'a'], problem('notAChoice')],
    ['too few choices', tags, [], problem('tooFew', 1)],
    ['too many choices', tags, ['a', 'b', 'c'], problem('tooMany', 2)],
    ['choices that are a text', tags, 'a', problem('wrongType')],
  ];
  for (const [name, property, value, expected] of table)
    it(`judges ${name}`, () => assert.deepEqual(check(property, value), expected));

  it('asks for what is required', () => {
    for (const property of [string, integer, size, tags, { type: 'boolean' }])
      assert.deepEqual(check(property, undefined, true), problem('required'));
    assert.deepEqual(check(string, '', true), problem('required'));
    assert.equal(check({ type: 'boolean' }, false, true), null);
    assert.equal(check(integer, 1, true), null);
  });

  it('knows a field that is called like a member of every object', () => {
    const fields = toFormFields({ type: 'object', properties: { constructor: string, toString: integer } });
    assert.deepEqual(checkForm(fields ?? [], {}), {});
  });

  it('says something about fields only, and never throws', () => {
    const fields = toFormFields(everyFieldSchema) ?? [];
    const names = fields.map(({ name }) => name);
    const value = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.array(fc.constantFrom('a', 'b', 'z')),
    );
    const values = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value);
    fc.assert(
      fc.property(values, (filled) => {
        for (const name of Object.keys(checkForm(fields, filled))) assert.ok(names.includes(name));
      }),
    );
  });
});
