import type { AppState } from './appState.ts';
import { isAgentThread } from './thread/threadSummary.ts';

/** Whether a person can write to the thread, or to a new one (null): not without a folder, and not to a sub-agent. */
export function takesMessages(
  { workspace, summaries }: Pick<AppState, 'workspace' | 'summaries'>,
  threadId: string | null,
): boolean {
  return workspace.kind === 'ready' && !isAgentThread(summaries[threadId ?? '']);
}
