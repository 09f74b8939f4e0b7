import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { initialValues, toFormFields } from '../../../../src/shared/approvals/formFields.ts';
import { everyFieldSchema } from '../../../support/mcpServer.ts';

const object = (properties: unknown, required: unknown = []): unknown => ({
  type: 'object',
  properties,
  required,
});

describe('toFormFields', () => {
  it('reads every type of field, in the order of the schema', () => {
    const fields = toFormFields(everyFieldSchema) ?? [];
    assert.deepEqual(
      fields.map(({ name, kind, required }) => [name, kind, required]),
      [
        ['name', 'text', true],
        ['email', 'text', false],
        ['site', 'text', false],
        ['day', 'text', false],
        ['at', 'text', false],
        ['count', 'number', false],
        ['ratio', 'number', false],
        ['loud', 'boolean', false],
        ['size', 'choice', false],
        ['color', 'choice', false],
        ['tags', 'choices', true],
        ['days', 'choices', false],
      ],
    );
    assert.deepEqual(fields[0], {
      kind: 'text',
      name: 'name',
      label: 'Your name',
      description: 'As in the badge.',
      required: true,
      format: null,
      minLength: 2,
      maxLength: 20,
      initial: null,
    });
    const choices = fields.flatMap((field) => ('choices' in field ? [field.choices[0]] : []));
    assert.deepEqual(choices, [
      { value: 's', label: 's' },
      { value: '#f00', label: 'Red' },
      { value: 'a', label: 'a' },
      { value: 'mon', label: 'Monday' },
    ]);
  });

  it('starts with the defaults', () => {
    assert.deepEqual(initialValues(toFormFields(everyFieldSchema) ?? []), {
      count: 3,
      loud: true,
      size: 'm',
      tags: [],
      days: [],
    });
  });

  it('takes the names of an enum, also when there are too few', () => {
    const fields = toFormFields(object({ x: { type: 'string', enum: ['a', 'b'], enumNames: ['A'] } }));
    assert.deepEqual(fields?.[0]?.kind === 'choice' && fields[0].choices, [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'b' },
    ]);
  });

  it('ignores what it does not know of a text', () => {
    const fields = toFormFields(
      object({ x: { type: 'string', format: 'phone', minLength: '3', default: 7 } }),
    );
    assert.deepEqual(
      fields?.map((field) => field.kind === 'text' && [field.format, field.minLength, field.initial]),
      [[null, null, null]],
    );
  });

  const unreadable: [string, unknown][] = [
    ['nothing', undefined],
    ['a text', 'object'],
    ['a list', []],
    ['no properties', { type: 'object' }],
    ['a nested object', object({ x: { type: 'object', properties: {} } })],
    ['a list of anything', object({ x: { type: 'array', items: { type: 'string' } } })],
    ['a type that is none', object({ x: { type: 'null' } })],
    ['a property that is none', object({ x: null })],
    ['one good and one bad property', object({ good: { type: 'string' }, bad: {} })],
  ];
  for (const [name, schema] of unreadable)
    it(`cannot show a schema with ${name}`, () => assert.equal(toFormFields(schema), null));

  it('never throws, whatever the schema', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (properties, required) => {
        const fields = toFormFields({ type: 'object', properties, required });
        if (fields) initialValues(fields);
      }),
    );
  });
});
