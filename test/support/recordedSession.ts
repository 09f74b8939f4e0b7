import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { approvalRules, type ApprovalRules } from '../../src/approvals/approvalRules.ts';
import type { ServerNotification, Thread, Turn } from '../../src/protocol/index.ts';
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

const rulesOf: Readonly<Record<string, Pick<ApprovalRules<ApprovalState, unknown>, 'toApproval'>>> = {
  'item/commandExecution/requestApproval': approvalRules.commandExecution,
  'item/fileChange/requestApproval': approvalRules.fileChange,
  'item/permissions/requestApproval': approvalRules.permissions,
  'item/tool/requestUserInput': approvalRules.userInput,
  'mcpServer/elicitation/request': approvalRules.elicitation,
};

/** Made as the broker makes it, except that the items before it are not looked at. */
function toApproval({ id: requestId = -1, method = '', params }: WireMessage): ApprovalState {
  const context = { id: `1:${requestId}`, requestId, generation: 1, nowMs: 0, findItem: () => undefined };
  const approval = rulesOf[method]?.toApproval(params, context);
  if (!approval) throw new Error(`${method} is no approval`);
  return approval;
}

/** The option that a recorded answer stands for. */
function toOptionId(result: Readonly<Record<string, unknown>>): string {
  const { decision, action, scope, _meta: meta } = result;
  if (typeof decision === 'string') return decision;
  if (action !== undefined && action !== 'accept') return String(action);
  const { persist } = (meta ?? {}) as { persist?: unknown };
  return scope === 'session' || persist === 'session' ? 'acceptForSession' : 'accept';
}

function toEvents({ dir, line }: WireLine): AppEvent[] {
  if (dir === 'out') {
    if (line.method !== undefined || line.id === undefined) return [];
    const optionId = toOptionId(line.result as Record<string, unknown>);
    const params = { approvalId: `1:${String(line.id)}`, optionId, content: null };
    return [{ method: 'host/approvalAnswered', params }];
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
