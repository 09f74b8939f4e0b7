import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decideMcpTool, mcpToolOptions, readToolCall } from '../../../src/approvals/mcpToolDecisions.ts';
import { formRequest, toolCallRequest, urlRequest } from './requests.ts';

const accepted = (meta: unknown): unknown => ({ action: 'accept', content: {}, _meta: meta });

describe('decideMcpTool', () => {
  const table: [string, unknown, string, unknown][] = [
    ['once', ['session', 'always'], 'accept', accepted(null)],
    ['for the session', ['session', 'always'], 'acceptForSession', accepted({ persist: 'session' })],
    ['always', ['session', 'always'], 'acceptAlways', accepted({ persist: 'always' })],
    ['for the session, offered by itself', 'session', 'acceptForSession', accepted({ persist: 'session' })],
    ['always, which is not offered', 'session', 'acceptAlways', undefined],
    ['for the session, which is not offered', ['always'], 'acceptForSession', undefined],
    ['for the session, without an offer', undefined, 'acceptForSession', undefined],
    ['always, with an offer that is none', { always: true }, 'acceptAlways', undefined],
    ['no', ['session'], 'decline', { action: 'decline', content: null, _meta: null }],
    ['not at all', ['session'], 'cancel', { action: 'cancel', content: null, _meta: null }],
    ['what is made up', ['session'], 'constructor', undefined],
  ];
  for (const [name, persist, optionId, expected] of table)
    it(`answers ${name}`, () =>
      assert.deepEqual(decideMcpTool(toolCallRequest({ persist }), optionId), expected));

  it('offers once, decline and cancel always, and what lasts where it is offered', () => {
    const kinds = (persist: unknown): string[] =>
      mcpToolOptions(toolCallRequest({ persist })).map(({ kind }) => kind);
    assert.deepEqual(kinds(undefined), ['accept', 'decline', 'cancel']);
    assert.deepEqual(kinds(['always']), ['accept', 'acceptAlways', 'decline', 'cancel']);
    assert.deepEqual(kinds(['session', 'always', 'for ever']).length, 5);
  });
});

describe('readToolCall', () => {
  it('reads the call behind the disguise', () => {
    assert.deepEqual(readToolCall(toolCallRequest()), {
      toolName: 'echo',
      toolDescription: 'Says it.',
      toolArguments: '{\n  "text": "hi"\n}',
    });
    assert.equal(readToolCall(toolCallRequest({ tool_params: undefined }))?.toolArguments, '{}');
    assert.equal(readToolCall(toolCallRequest({ tool_description: 7 }))?.toolDescription, null);
  });

  it('finds the name that an old server says in its message only', () => {
    const named = (message: string): string | undefined =>
      readToolCall({ ...toolCallRequest({ tool_name: undefined }), message } as typeof request)?.toolName;
    const request = toolCallRequest();
    assert.equal(named('Allow the fake MCP server to run tool "echo"?'), 'echo');
    assert.equal(named('Allow the fake MCP server to run tool "say "hi""?'), 'say "hi"');
    assert.equal(named('Allow the fake MCP server to run tool ""?'), undefined);
    assert.equal(named('Please run tool "echo"?'), undefined);
  });

  it('takes nothing else for a call', () => {
    for (const request of [
      formRequest({ type: 'object', properties: {} }),
      formRequest(
        { type: 'object', properties: {} },
        { codex_approval_kind: 'tool_suggestion', tool_name: 'x' },
      ),
      toolCallRequest({ tool_name: undefined }),
      urlRequest(),
    ])
      assert.equal(readToolCall(request), undefined);
  });
});
