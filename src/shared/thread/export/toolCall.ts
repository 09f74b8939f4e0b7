import type { ThreadItem } from '../../../protocol/index.ts';

/** A tool item as one call and its one result, both plain JSON data. */
export interface ToolCall {
  /** A function name: letters, digits, `_` and `-`, at most 64. */
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly result: unknown;
}

function functionName(...parts: readonly (string | null)[]): string {
  const name = parts.filter(Boolean).join('__');
  return name.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 64) || 'tool';
}

/** What a model wrote as arguments is any JSON; those of a function are members of an object. */
function toArguments(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && !Array.isArray(value)) return (value ?? {}) as Record<string, unknown>;
  return value === undefined ? {} : { input: value };
}

/**
 * What an item says as a tool call, or undefined for an item that is no tool's. Every item that is one has a result,
 * also when it was declined or never finished: its status says so.
 */
export function toToolCall(item: ThreadItem): ToolCall | undefined {
  switch (item.type) {
    case 'commandExecution':
      return {
        name: 'shell',
        arguments: { command: item.command, cwd: item.cwd },
        result: { status: item.status, exitCode: item.exitCode, output: item.aggregatedOutput ?? '' },
      };
    case 'fileChange':
      return {
        name: 'apply_patch',
        arguments: { changes: item.changes.map(({ path, kind, diff }) => ({ path, kind, diff })) },
        result: { status: item.status },
      };
    case 'mcpToolCall':
      return {
        name: functionName(item.server, item.tool),
        arguments: toArguments(item.arguments),
        result: {
          status: item.status,
          ...(item.error && { error: item.error.message }),
          ...(item.result && {
            content: item.result.content,
            structuredContent: item.result.structuredContent,
          }),
        },
      };
    case 'dynamicToolCall':
      return {
        name: functionName(item.namespace, item.tool),
        arguments: toArguments(item.arguments),
        result: { status: item.status, success: item.success, content: item.contentItems ?? [] },
      };
    case 'collabAgentToolCall':
      return {
        name: functionName(item.tool),
        arguments: { prompt: item.prompt, threadIds: item.receiverThreadIds, model: item.model },
        result: { status: item.status, agents: item.agentsStates },
      };
    case 'functionCallOutput':
      return { name: functionName(item.namespace, item.name), arguments: {}, result: item.output };
    case 'webSearch':
      return {
        name: 'web_search',
        arguments: { query: item.query, action: item.action },
        result: { results: item.results ?? [] },
      };
    case 'imageView':
      return { name: 'view_image', arguments: { path: item.path }, result: { path: item.path } };
    case 'imageGeneration':
      return {
        name: 'generate_image',
        arguments: { prompt: item.revisedPrompt },
        result: { status: item.status, savedPath: item.savedPath ?? null },
      };
    case 'sleep':
      return { name: 'sleep', arguments: { durationMs: item.durationMs }, result: {} };
    case 'userMessage':
    case 'hookPrompt':
    case 'agentMessage':
    case 'plan':
    case 'reasoning':
    case 'subAgentActivity':
    case 'enteredReviewMode':
    case 'exitedReviewMode':
    case 'contextCompaction':
      return undefined;
    default:
      item satisfies never;
      // A newer codex may store a type that this version does not know.
      return undefined;
  }
}
