import type { ThreadState } from '../../src/shared/thread/threadState.ts';

export interface OlderQuery {
  readonly history: ThreadState['history'];
  /** The first turn held; '' when there is none. */
  readonly firstTurnId: string;
  /** Whether the view is near it, or something before it is looked for. */
  readonly isWanted: boolean;
}

/**
 * Says when older turns are to be asked for: once for each first turn. After a failure it is the person who asks again;
 * what comes of that is not held against the next time.
 */
export function createOlderRequests(): (query: OlderQuery) => boolean {
  let askedBefore: string | null = null;
  return ({ history, firstTurnId, isWanted }) => {
    if (history === 'failed') askedBefore = null;
    if (history !== 'partial' || !isWanted || firstTurnId === askedBefore) return false;
    askedBefore = firstTurnId;
    return true;
  };
}
