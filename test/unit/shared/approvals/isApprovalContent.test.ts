import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isApprovalContent } from '../../../../src/shared/approvals/isApprovalContent.ts';

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `x${index}`);

describe('isApprovalContent', () => {
  const good: unknown[] = [
    { kind: 'permissions', granted: [] },
    { kind: 'permissions', granted: ['network', 'entry:0'] },
    { kind: 'userInput', answers: {} },
    { kind: 'userInput', answers: { a: { label: null, text: '' }, b: { label: 'B', text: 'x' } } },
    { kind: 'form', values: { a: 'x', b: 1, c: true, d: ['x'], e: [] } },
  ];
  for (const content of good)
    it(`takes ${JSON.stringify(content)}`, () => assert.ok(isApprovalContent(content)));

  const bad: unknown[] = [
    undefined,
    null,
    'form',
    [],
    {},
    { kind: 'constructor' },
    { kind: ['form'], values: {} },
    { kind: 'permissions' },
    { kind: 'permissions', granted: 'network' },
    { kind: 'permissions', granted: [1] },
    { kind: 'permissions', granted: many(501) },
    { kind: 'userInput', answers: [] },
    { kind: 'userInput', answers: { a: null } },
    { kind: 'userInput', answers: { a: { text: 'x' } } },
    { kind: 'userInput', answers: { a: { label: 1, text: 'x' } } },
    { kind: 'userInput', answers: { a: { label: null } } },
    { kind: 'form', values: null },
    { kind: 'form', values: { a: null } },
    { kind: 'form', values: { a: Number.NaN } },
    { kind: 'form', values: { a: Infinity } },
    { kind: 'form', values: { a: { b: 1 } } },
    { kind: 'form', values: { a: [1] } },
    { kind: 'form', values: { a: many(501) } },
    { kind: 'form', values: Object.fromEntries(many(501).map((name) => [name, 1])) },
  ];
  for (const [index, content] of bad.entries())
    it(`refuses ${index}: ${JSON.stringify(content)?.slice(0, 60)}`, () =>
      assert.equal(isApprovalContent(content), false));
});
