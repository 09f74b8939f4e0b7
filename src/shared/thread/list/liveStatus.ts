import type { ThreadStatus } from '../../../protocol/index.ts';
import type { AppState } from '../../appState.ts';
import { rootThreadId } from '../rootThread.ts';

/** What a thread does now, the most urgent first. */
export type LiveStatus = 'waitingForYou' | 'running' | 'unreadable' | 'failed' | 'unread' | 'idle';

/**
 * The status of a thread in lists. `stored` is what a listing said, for a thread of which this window has seen no
 * more; `isUnread`: it finished while nobody looked.
 */
export function liveStatusOf(
  state: AppState,
  threadId: string,
  stored: ThreadStatus,
  isUnread: boolean,
): LiveStatus {
  const status = state.summaries[threadId]?.status ?? stored;
  const waits = state.approvals.some(
    (approval) =>
      approval.status === 'pending' && rootThreadId(state.summaries, approval.threadId) === threadId,
  );
  const flags: readonly string[] = status.type === 'active' ? status.activeFlags : [];
  if (waits || flags.length > 0) return 'waitingForYou';
  const turn = state.threads[threadId]?.turns.at(-1);
  if (turn?.status === 'inProgress' || status.type === 'active') return 'running';
  if (state.threads[threadId]?.history === 'failed') return 'unreadable';
  const hasFailed = turn ? turn.status === 'failed' : state.summaries[threadId]?.hasFailed === true;
  if (hasFailed || status.type === 'systemError') return 'failed';
  return isUnread ? 'unread' : 'idle';
}
