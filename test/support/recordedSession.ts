import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { commandDecisions, fileChangeDecisions } from '../../src/approvals/decisions.ts';
import type {
  CommandExecutionRequestApprovalParams,
  FileChangeRequestApprovalParams,
  ServerNotification,
  Thread,
  Turn,
} from '../../src/protocol/index.ts';
import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import type { AppEvent } from '../../src/shared/appState.ts';
import { isThreadEvent } from '../../src/shared/thread/threadEvents.ts';
import { toThreadSummary } from '../../src/shared/thread/threadSummary.ts';
import type { WireLine, WireMessage } from './bareClient.ts';
import { repositoryRoot } from './cache.ts';

export const sessionsDir = path.join(repositoryRoot, 'test', 'fixtures', 'sessions');

/** A recorded wire log as the events that the host would have folded, and what codex stored of it. */
export interface RecordedSession {
  readonly name: string;
  readonly events: readonly AppEvent[];
  readonly threadId: string;
  readonly storedTurns: readonly Turn[];
}

function toApproval(request: WireMessage): ApprovalState {
  const base = {
    id: `1:${String(request.id)}`,
    requestId: request.id ?? -1,
    generation: 1,
    status: 'pending' as const,
    answeredOptionId: null,
    answeredContent: null,
  };
  if (request.method === 'item/fileChange/requestApproval') {
    const params = request.params as unknown as FileChangeRequestApprovalParams;
    const options = fileChangeDecisions().map(({ option }) => option);
    const { threadId, turnId, itemId } = params;
    return {
      ...base,
      kind: 'fileChange',
      request: params,
      changes: [],
      edited: false,
      options,
      threadId,
      turnId,
      itemId,
    };
  }
  const params = request.params as unknown as CommandExecutionRequestApprovalParams;
  const options = commandDecisions(params).map(({ option }) => option);
  const { threadId, turnId, itemId, command = null, cwd = null } = params;
  return {
    ...base,
    kind: 'commandExecution',
    request: params,
    command,
    cwd,
    options,
    threadId,
    turnId,
    itemId,
  };
}

function toEvents({ dir, line }: WireLine): AppEvent[] {
  if (dir === 'out') {
    if (line.method !== undefined || line.id === undefined) return [];
    const { decision } = line.result as { decision: string };
    return [
      {
        method: 'host/approvalAnswered',
        params: { approvalId: `1:${String(line.id)}`, optionId: decision, content: null },
      },
    ];
  }
  if (line.method === undefined) return [];
  if (line.id !== undefined)
    return [{ method: 'host/approvalRequested', params: { approval: toApproval(line) } }];
  const { method, params } = line;
  const notification = { method, params } as unknown as ServerNotification;
  return isThreadEvent(notification) ? [notification] : [];
}

/** The result of the last answered request of a method. */
function resultOf(lines: readonly WireLine[], method: string): unknown {
  const id = lines.findLast(({ dir, line }) => dir === 'out' && line.method === method)?.line.id;
  return lines.find(({ dir, line }) => dir === 'in' && line.method === undefined && line.id === id)?.line
    .result;
}

/** Reads one recorded session. */
export function readSession(name: string): RecordedSession {
  const text = readFileSync(path.join(sessionsDir, `${name}.jsonl`), 'utf8');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as WireLine);
  const { thread } = resultOf(lines, 'thread/start') as { thread: Thread };
  const seen: AppEvent = {
    method: 'host/threadSeen',
    params: { summary: toThreadSummary(thread), history: 'complete' },
  };
  const { data } = resultOf(lines, 'thread/turns/list') as { data: Turn[] };
  return { name, events: [seen, ...lines.flatMap(toEvents)], threadId: thread.id, storedTurns: data };
}

/** The names of all recorded sessions. */
export function sessionNames(): string[] {
  const files = readdirSync(sessionsDir).filter((file) => file.endsWith('.jsonl'));
  return files.map((file) => file.slice(0, -'.jsonl'.length)).sort();
}
