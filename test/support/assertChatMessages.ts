import assert from 'node:assert/strict';
import type { ChatMessage } from '../../src/shared/thread/export/toMessages.ts';

/** Throws unless a value parsed from an export is a list of messages, each with exactly the members it may have. */
function assertSchema(value: unknown): asserts value is ChatMessage[] {
  assert.ok(Array.isArray(value), 'a list');
  for (const message of value as Record<string, unknown>[]) {
    const { role, content, tool_calls: calls } = message;
    const members = Object.keys(message).sort().join();
    if (role === 'tool') {
      assert.equal(members, 'content,role,tool_call_id');
      assert.equal(typeof message.tool_call_id, 'string');
    } else if (role === 'user') assert.equal(members, 'content,role');
    else {
      assert.equal(role, 'assistant');
      assert.match(members, /^content,role(,tool_calls)?$/);
      assert.ok(typeof content === 'string' || (content === null && calls !== undefined));
      for (const call of (calls ?? []) as Record<string, unknown>[]) {
        assert.deepEqual(Object.keys(call).sort(), ['function', 'id', 'type']);
        assert.equal(call.type, 'function');
        const called = call.function as Record<string, unknown>;
        assert.deepEqual(Object.keys(called).sort(), ['arguments', 'name']);
        assert.match(String(called.name), /^[A-Za-z0-9_-]{1,64}$/);
        const written: unknown = JSON.parse(String(called.arguments));
        assert.ok(typeof written === 'object' && written !== null && !Array.isArray(written));
      }
    }
    assert.ok(role === 'assistant' || typeof content === 'string');
  }
}

/**
 * Checks an exported thread: the shape of every message, that the same role never speaks twice in a row, and that
 * every call has exactly one result, right after it. Returns the ids of the calls, in order; throws what is wrong.
 */
export function assertChatMessages(value: unknown): string[] {
  assertSchema(value);
  const ids: string[] = [];
  value.forEach((message, index) => {
    const next = value[index + 1];
    if (message.role === 'tool') {
      const before = value[index - 1];
      assert.ok(before?.role === 'assistant' && before.tool_calls?.[0]?.id === message.tool_call_id);
      return;
    }
    assert.notEqual(next?.role, message.role, `two messages of ${message.role} in a row`);
    const calls = (message.role === 'assistant' && message.tool_calls) || [];
    assert.ok(calls.length <= 1);
    assert.equal(next?.role === 'tool', calls.length === 1, 'a call and its result');
    ids.push(...calls.map(({ id }) => id));
  });
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
  return ids;
}
