import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  answerUnasked,
  decideElicitation,
  elicitationOptions,
  toFormRecord,
} from '../../../src/approvals/elicitationDecisions.ts';
import type { McpServerElicitationRequestParams } from '../../../src/protocol/index.ts';
import type { ApprovalContent, FormValue } from '../../../src/shared/approvals/approvalState.ts';
import { everyFieldSchema } from '../../support/mcpServer.ts';
import { formRequest, urlRequest } from './requests.ts';

const decline = { action: 'decline', content: null, _meta: null };
const cancel = { action: 'cancel', content: null, _meta: null };
const form = (values: Record<string, FormValue>): ApprovalContent => ({ kind: 'form', values });
const accept = (content: unknown): unknown => ({ action: 'accept', content, _meta: null });
const every = formRequest(everyFieldSchema);
const unreadable = formRequest({
  type: 'object',
  properties: { nested: { type: 'object', properties: {} } },
});
const empty = formRequest({ type: 'object', properties: {} });

describe('decideElicitation', () => {
  const table: [string, McpServerElicitationRequestParams, string, ApprovalContent | null, unknown][] = [
    [
      'what a form needs',
      every,
      'accept',
      form({ name: 'Ada', tags: ['a'] }),
      accept({ name: 'Ada', tags: ['a'] }),
    ],
    [
      'its own fields only, without empty text',
      every,
      'accept',
      form({ name: 'Ada', tags: ['a', 'b'], email: '', loud: false, count: 1, made: 'up' }),
      accept({ name: 'Ada', tags: ['a', 'b'], loud: false, count: 1 }),
    ],
    ['a form without what it requires', every, 'accept', form({ name: 'Ada' }), undefined],
    ['a form with a wrong value', every, 'accept', form({ name: 'Ada', tags: ['z'] }), undefined],
    ['a form that nobody filled in', every, 'accept', null, undefined],
    ['a form with another content', every, 'accept', { kind: 'permissions', granted: [] }, undefined],
    ['a form without fields', empty, 'accept', null, accept({})],
    ['a form without fields, filled in', empty, 'accept', form({ made: 'up' }), accept({})],
    ['a form that cannot be shown', unreadable, 'accept', form({}), undefined],
    ['no to a form that cannot be shown', unreadable, 'decline', null, decline],
    ['no to a form, whatever is in it', every, 'decline', form({ name: 'Ada' }), decline],
    ['not at all to a form', every, 'cancel', null, cancel],
    ['a page', urlRequest(), 'accept', null, accept(null)],
    ['a page, with a content that it does not take', urlRequest(), 'accept', form({ a: 1 }), accept(null)],
    ['no to a page', urlRequest(), 'decline', null, decline],
    ['not at all to a page', urlRequest(), 'cancel', null, cancel],
    ['a command of the editor in the place of a page', urlRequest('command:evil'), 'accept', null, undefined],
    ['a file in the place of a page', urlRequest('file:///etc/passwd'), 'accept', null, undefined],
    ['what is no address', urlRequest('https:// no'), 'accept', null, undefined],
    ['what is not offered', every, 'acceptForSession', form({ name: 'Ada', tags: ['a'] }), undefined],
    ['what is made up', every, 'constructor', null, undefined],
  ];
  for (const [name, request, optionId, content, expected] of table)
    it(`answers ${name}`, () => assert.deepEqual(decideElicitation(request, optionId, content), expected));

  it('offers acceptance only where it can be given', () => {
    const kinds = (request: McpServerElicitationRequestParams): string[] =>
      elicitationOptions(request).map(({ kind }) => kind);
    assert.deepEqual(kinds(every), ['accept', 'decline', 'cancel']);
    for (const request of [
      unreadable,
      urlRequest('ftp://example.com'),
      formRequest({ type: 'object', properties: {} }, { codex_approval_kind: 'of a newer codex' }),
    ])
      assert.deepEqual(kinds(request), ['decline', 'cancel']);
  });
});

describe('answerUnasked', () => {
  it('declines the modes that this client has not declared, and no other', () => {
    for (const mode of ['openai/form', 'openaiForm', 'openai/userVerification'])
      assert.deepEqual(answerUnasked({ mode }), decline);
    for (const request of [{ mode: 'form' }, { mode: 'url' }, { mode: 'newer' }, {}, null])
      assert.equal(answerUnasked(request), undefined);
  });
});

describe('toFormRecord', () => {
  it('keeps what was sent', () => {
    const content = form({ name: 'Ada', tags: ['a'], email: '', made: 'up' });
    assert.deepEqual(toFormRecord(every, content), form({ name: 'Ada', tags: ['a'] }));
    assert.equal(toFormRecord(urlRequest(), content), null);
  });
});
