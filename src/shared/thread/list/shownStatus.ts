import type { AppState } from '../../appState.ts';
import { liveStatusOf, type LiveStatus } from './liveStatus.ts';

/** The status of the thread that a surface shows; a new one (null) is idle. */
export function shownStatus(state: AppState, threadId: string | null): LiveStatus {
  if (threadId === null) return 'idle';
  const stored = state.summaries[threadId]?.status ?? { type: 'notLoaded' };
  return liveStatusOf(state, threadId, stored, state.unread.includes(threadId));
}
