import type { ThreadItem, Turn } from '../../../protocol/index.ts';
import type { ThreadSummary } from '../threadState.ts';
import { threadTitle } from '../threadSummary.ts';
import { messageText } from './messageText.ts';
import { toToolCall } from './toolCall.ts';

/** A code block whose fence is longer than any run of backticks in the text: nothing in it can end it. */
function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** Code within a line, whatever backticks it holds. */
function inlineCode(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

type ItemOf<T extends ThreadItem['type']> = Extract<ThreadItem, { type: T }>;

function commandMarkdown({
  command,
  status,
  exitCode,
  aggregatedOutput,
}: ItemOf<'commandExecution'>): string {
  const end = exitCode === null ? status : `${status}, exit code ${exitCode}`;
  const output = aggregatedOutput ? [fenced(aggregatedOutput, 'text')] : [];
  return [`**Command** (${end})`, fenced(command, 'sh'), ...output].join('\n\n');
}

function patchMarkdown({ changes, status }: ItemOf<'fileChange'>): string {
  const files = changes.map(({ path, kind, diff }) => {
    const moved = kind.type === 'update' && kind.move_path ? ` → ${inlineCode(kind.move_path)}` : '';
    return `${kind.type} ${inlineCode(path)}${moved}\n\n${fenced(diff, 'diff')}`;
  });
  return [`**File changes** (${status})`, ...files].join('\n\n');
}

function itemMarkdown(item: ThreadItem): string | undefined {
  if (item.type === 'commandExecution') return commandMarkdown(item);
  if (item.type === 'fileChange') return patchMarkdown(item);
  if (item.type === 'reasoning') {
    const text = item.summary.join('\n\n').trim();
    return text === '' ? undefined : quoted(text);
  }
  if (item.type === 'contextCompaction') return '*The context was compacted here.*';
  const tool = toToolCall(item);
  if (!tool) return undefined;
  const call = fenced(JSON.stringify(tool.arguments, null, 2), 'json');
  const result = fenced(JSON.stringify(tool.result, null, 2), 'json');
  return [`**Tool** ${inlineCode(tool.name)}`, call, result].join('\n\n');
}

/**
 * A thread as a Markdown document: its turns (oldest first, with all their items) in order, each part under who said
 * or did it. What people and codex wrote stands as it is; output and changes are in code blocks that nothing in them
 * can end.
 */
export function toMarkdown(summary: ThreadSummary, turns: readonly Turn[]): string {
  const title = threadTitle(summary).replaceAll(/\s+/g, ' ');
  const parts = [
    `# ${title || 'Untitled thread'}`,
    [
      `- Thread: ${inlineCode(summary.id)}`,
      `- Folder: ${inlineCode(summary.cwd)}`,
      `- Started: ${new Date(summary.createdAtMs).toISOString()}`,
      ...(summary.model ? [`- Model: ${inlineCode(summary.model)}`] : []),
    ].join('\n'),
  ];
  let speaker: 'user' | 'assistant' | undefined;
  const add = (role: 'user' | 'assistant', text: string): void => {
    if (role !== speaker) parts.push(role === 'user' ? '## You' : '## Codex');
    speaker = role;
    parts.push(text.trim());
  };
  for (const turn of turns) {
    for (const item of turn.items) {
      const said = messageText(item);
      if (said) add(said.role, said.text);
      else {
        const text = itemMarkdown(item);
        if (text !== undefined) add('assistant', text);
      }
    }
    if (turn.error) add('assistant', `**Error:** ${turn.error.message}`);
    else if (turn.status === 'interrupted') add('assistant', '*Interrupted.*');
    else if (turn.status === 'inProgress')
      add('assistant', '*Still running: what it has not finished is missing.*');
  }
  return `${parts.join('\n\n')}\n`;
}
