import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { approvalRules } from '../../../src/approvals/approvalRules.ts';
import type { ApprovalContext } from '../../../src/approvals/toApproval.ts';
import type { ApprovalContent, ApprovalState } from '../../../src/shared/approvals/approvalState.ts';
import { isApprovalContent } from '../../../src/shared/approvals/isApprovalContent.ts';
import {
  commandRequest,
  fileChangeRequest,
  formRequest,
  permissionsRequest,
  question,
  toolCallRequest,
  urlRequest,
  userInputRequest,
} from './requests.ts';

const context: ApprovalContext = {
  id: 'A',
  requestId: 0,
  generation: 1,
  nowMs: 0,
  findItem: () => undefined,
};

interface LooseRules {
  toApproval(request: unknown, context: ApprovalContext): ApprovalState | undefined;
  decide(approval: ApprovalState, optionId: string, content: ApprovalContent | null): unknown;
}

const form = formRequest({
  type: 'object',
  properties: { name: { type: 'string' }, size: { type: 'string', enum: ['s', 'm'] } },
});
const questions = [question(), question({ id: 'name', isOther: false })];

/** By kind: what asks, and every answer there is that does not follow from what was filled in. */
const requests: [string, keyof typeof approvalRules, unknown, readonly string[]][] = [
  ['command', 'commandExecution', commandRequest(), ['accept', 'decline', 'cancel']],
  ['file change', 'fileChange', fileChangeRequest(), ['accept', 'acceptForSession', 'decline', 'cancel']],
  ['permissions', 'permissions', permissionsRequest(), ['accept', 'acceptForSession', 'decline']],
  ['questions', 'userInput', userInputRequest({ questions }), ['accept', 'decline']],
  [
    'tool call',
    'elicitation',
    toolCallRequest(),
    ['accept', 'acceptForSession', 'acceptAlways', 'decline', 'cancel'],
  ],
  ['form', 'elicitation', form, ['accept', 'decline', 'cancel']],
  ['page', 'elicitation', urlRequest(), ['accept', 'decline', 'cancel']],
];

const name = fc.oneof(
  fc.constantFrom('lang', 'name', 'size', 'network', 'entry:0', '__proto__'),
  fc.string(),
);
const text = fc.oneof(fc.constantFrom('', 'TypeScript', 's', 'm'), fc.string());
const content = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('permissions'), granted: fc.array(name) }),
  fc.record({
    kind: fc.constant('userInput'),
    answers: fc.dictionary(name, fc.record({ label: fc.option(text), text })),
  }),
  fc.record({
    kind: fc.constant('form'),
    values: fc.dictionary(name, fc.oneof(text, fc.boolean(), fc.integer(), fc.array(text))),
  }),
);
const optionId = fc.oneof(
  fc.constantFrom('accept', 'acceptForSession', 'acceptAlways', 'decline', 'cancel', 'toString'),
  fc.string(),
);

/** What may be in an answer to each kind, whatever was filled in. */
const withinOffer: Record<string, (answer: unknown) => void> = {
  command: (answer) =>
    assert.ok(['accept', 'decline', 'cancel'].includes((answer as { decision: string }).decision)),
  'file change': (answer) =>
    assert.ok(
      ['accept', 'acceptForSession', 'decline', 'cancel'].includes((answer as { decision: string }).decision),
    ),
  permissions: (answer) => {
    const { permissions } = answer as { permissions: { fileSystem?: { entries: unknown[] } } };
    const asked = permissionsRequest().permissions.fileSystem?.entries ?? [];
    for (const entry of permissions.fileSystem?.entries ?? [])
      assert.ok(asked.some((one) => JSON.stringify(one) === JSON.stringify(entry)));
  },
  questions: (answer) => {
    const { answers } = answer as { answers: Record<string, { answers: string[] }> };
    for (const [id, { answers: given }] of Object.entries(answers)) {
      assert.ok(questions.some((asked) => asked.id === id));
      assert.match(given[0] ?? '', /^(TypeScript|Rust|None of the above)$/);
      assert.ok(given.slice(1).every((note) => note.startsWith('user_note: ')));
    }
  },
  'tool call': (answer) => {
    const { content: sent, _meta: meta } = answer as { content: unknown; _meta: unknown };
    assert.ok(sent === null || JSON.stringify(sent) === '{}');
    assert.ok([undefined, 'session', 'always'].includes((meta as { persist?: string } | null)?.persist));
  },
  form: (answer) => {
    const { content: sent } = answer as { content: Record<string, unknown> | null };
    for (const [field, value] of Object.entries(sent ?? {})) {
      assert.ok(field === 'name' || field === 'size');
      assert.ok(field === 'name' ? typeof value === 'string' : value === 's' || value === 'm');
    }
  },
  page: (answer) => assert.equal((answer as { content: unknown }).content, null),
};

describe('approvalRules', () => {
  for (const [title, kind, request, offered] of requests) {
    const rules = approvalRules[kind] as unknown as LooseRules;
    const approval = rules.toApproval(request, context);

    it(`offers what the protocol has for a ${title}`, () =>
      assert.deepEqual(
        approval?.options.map(({ id }) => id),
        offered,
      ));

    it(`answers a ${title} within what was offered, whatever a page makes up`, () => {
      assert.ok(approval);
      fc.assert(
        fc.property(optionId, content, (option, made) => {
          assert.ok(made === null || isApprovalContent(made));
          const answer = rules.decide(approval, option, made);
          if (!offered.includes(option)) assert.equal(answer, undefined);
          if (answer !== undefined) withinOffer[title]?.(answer);
          if (option === 'decline') assert.notEqual(answer, undefined);
        }),
        { numRuns: 300 },
      );
    });
  }
});
