import assert from 'node:assert/strict';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ThreadItem, Turn } from '../../../../../src/protocol/index.ts';
import { toMarkdown } from '../../../../../src/shared/thread/export/toMarkdown.ts';
import { toMessages } from '../../../../../src/shared/thread/export/toMessages.ts';
import { assertChatMessages } from '../../../../support/assertChatMessages.ts';
import { assertGolden } from '../../../../support/golden.ts';
import { readSession, sessionNames, sessionsDir } from '../../../../support/recordedSession.ts';
import { row } from '../list/rows.ts';

const summary = row('01a1fe33-d5a1-73d2-8d28-07800e94cb8b', Date.UTC(2026, 10, 21), {
  preview: 'The first message\nof a thread',
  model: 'gpt-test',
});

function turnOf(items: readonly ThreadItem[], change: Partial<Turn> = {}): Turn {
  return {
    id: 'U',
    rootTurnId: 'U',
    items: [...items],
    itemsView: 'full',
    status: 'completed',
    error: null,
    startedAt: null,
    completedAt: null,
    durationMs: null,
    ...change,
  };
}

/** Items of every type, and texts, as codex stores them; only what an export reads varies. */
const text = fc.oneof(fc.constant(''), fc.string(), fc.constant('```js\ncode\n````'));
const items = fc.oneof(
  fc.record({
    type: fc.constant('userMessage'),
    content: fc.array(
      fc.oneof(
        fc.record({ type: fc.constant('text'), text }),
        fc.record({ type: fc.constant('localImage'), path: text }),
      ),
      { maxLength: 2 },
    ),
  }),
  fc.record({ type: fc.constantFrom('agentMessage', 'plan'), text }),
  fc.record({ type: fc.constant('reasoning'), summary: fc.array(text), content: fc.array(text) }),
  fc.record({
    type: fc.constant('commandExecution'),
    command: text,
    cwd: text,
    status: fc.constantFrom('completed', 'failed', 'declined', 'inProgress'),
    exitCode: fc.constantFrom(0, 1, null),
    aggregatedOutput: fc.option(text),
  }),
  fc.record({
    type: fc.constant('fileChange'),
    status: fc.constantFrom('completed', 'declined'),
    changes: fc.array(fc.record({ path: text, kind: fc.constant({ type: 'add' }), diff: text })),
  }),
  fc.record({
    type: fc.constant('mcpToolCall'),
    server: text,
    tool: text,
    status: fc.constantFrom('completed', 'failed'),
    arguments: fc.jsonValue(),
    result: fc.option(fc.record({ content: fc.array(fc.jsonValue()), structuredContent: fc.jsonValue() })),
    error: fc.option(fc.record({ message: text })),
  }),
  fc.record({
    type: fc.constant('dynamicToolCall'),
    namespace: fc.option(text),
    tool: text,
    status: fc.constantFrom('completed', 'failed'),
    arguments: fc.jsonValue(),
    contentItems: fc.constant(null),
    success: fc.option(fc.boolean()),
  }),
  fc.record({
    type: fc.constant('collabAgentToolCall'),
    tool: fc.constantFrom('spawnAgent', 'wait'),
    status: fc.constant('completed'),
    prompt: fc.option(text),
    receiverThreadIds: fc.array(text),
    model: fc.constant(null),
    agentsStates: fc.constant({}),
  }),
  fc.record({
    type: fc.constant('webSearch'),
    query: text,
    action: fc.constant(null),
    results: fc.option(fc.array(fc.jsonValue())),
  }),
  fc.record({
    type: fc.constant('functionCallOutput'),
    name: text,
    namespace: fc.constant(null),
    output: text,
  }),
  fc.record({ type: fc.constant('imageView'), path: text }),
  fc.record({ type: fc.constant('sleep'), durationMs: fc.nat() }),
  fc.record({ type: fc.constant('exitedReviewMode'), review: text }),
  fc.record({ type: fc.constantFrom('contextCompaction', 'ofANewerCodex') }),
);
const toolTypes = new Set([
  'commandExecution',
  'fileChange',
  'mcpToolCall',
  'dynamicToolCall',
  'collabAgentToolCall',
  'webSearch',
  'functionCallOutput',
  'imageView',
  'sleep',
]);
const turns = fc
  .array(fc.array(items, { maxLength: 6 }), { maxLength: 5 })
  .map((lists) =>
    lists.map((list) => turnOf(list.map((item, index) => ({ ...item, id: `item-${index}` }) as ThreadItem))),
  );

describe('exports of a thread', () => {
  for (const name of sessionNames())
    it(`are golden for ${name}`, () => {
      const { storedTurns } = readSession(name);
      const markdown = toMarkdown(summary, storedTurns).split('\n');
      const messages = toMessages(storedTurns);
      assertChatMessages(messages);
      assertGolden(path.join(sessionsDir, `${name}.export.golden.json`), { markdown, messages });
    });

  it('as messages alternate, with one call and one result for each tool item, whatever the turns hold', () => {
    fc.assert(
      fc.property(turns, (list) => {
        const messages = toMessages(list);
        const ids = assertChatMessages(JSON.parse(JSON.stringify(messages)));
        const tools = list.flatMap((turn) => turn.items).filter(({ type }) => toolTypes.has(type));
        assert.equal(ids.length, tools.length);
        assert.deepEqual(toMessages(structuredClone(list)), messages, 'the same turns give the same export');
      }),
    );
  });

  it('join what is said in a row', () => {
    const say = (id: string, value: string): ThreadItem =>
      ({ type: 'agentMessage', id, text: value }) as ThreadItem;
    const ask = (id: string, value: string): ThreadItem =>
      ({ type: 'userMessage', id, content: [{ type: 'text', text: value }] }) as ThreadItem;
    const list = [
      turnOf([ask('1', 'a')], { status: 'interrupted' }),
      turnOf([ask('2', 'b'), say('3', 'c'), say('4', 'd')]),
    ];
    assert.deepEqual(toMessages(list), [
      { role: 'user', content: 'a\n\nb' },
      { role: 'assistant', content: 'c\n\nd' },
    ]);
    assert.match(toMarkdown(summary, list), /## You\n\na\n\n## Codex\n\n\*Interrupted\.\*\n\n## You\n\nb\n/);
  });

  it('of a running thread say that its last turn has not ended', () => {
    const ask = { type: 'userMessage', id: '1', content: [{ type: 'text', text: 'go' }] } as ThreadItem;
    const list = [turnOf([ask], { status: 'inProgress' })];
    assert.deepEqual(toMessages(list), [{ role: 'user', content: 'go' }]);
    assert.match(toMarkdown(summary, list), /## You\n\ngo\n\n## Codex\n\n\*Still running: .+\*\n$/);
  });

  it('as Markdown have code blocks that nothing in them ends', () => {
    fc.assert(
      fc.property(turns, (list) => {
        const open: string[] = [];
        const toolsOnly = list.map((turn) => ({
          ...turn,
          items: turn.items.filter(({ type }) => toolTypes.has(type)),
        }));
        for (const line of toMarkdown(summary, toolsOnly).split(/\r\n|\r|\n/)) {
          const fence = /^(`{3,})(\w*)$/.exec(line);
          const current = open.at(-1);
          if (fence && current === undefined) open.push(fence[1] ?? '');
          else if (fence && fence[2] === '' && current && (fence[1]?.length ?? 0) >= current.length)
            open.pop();
        }
        assert.deepEqual(open, []);
      }),
    );
  });
});
