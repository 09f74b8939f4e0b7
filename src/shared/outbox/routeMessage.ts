import type { AppState, OutboxEntry } from '../appState.ts';
import type { SurfaceState } from '../messages.ts';
import { activeTurn } from '../thread/activeTurn.ts';
import { queueKey } from './queueKey.ts';

/**
 * What becomes of a message that a person sends: a new turn where nothing runs, else what `followUp` says. `steerSoon`:
 * an earlier message is about to start a turn, which is then steered.
 */
export type MessageRoute = 'send' | 'queue' | 'steer' | 'steerSoon';

/** Decides the route of an entry of the outbox. A paused queue does not keep back what is sent now. */
export function routeMessage(
  { outbox, threads }: AppState,
  entry: OutboxEntry,
  followUp: SurfaceState['followUp'],
): MessageRoute {
  const key = queueKey(entry);
  const isRunning = entry.threadId !== null && activeTurn(threads[entry.threadId]) !== undefined;
  if (isRunning) return followUp;
  const before = outbox.slice(
    0,
    outbox.findIndex(({ clientId }) => clientId === entry.clientId),
  );
  const isStarting = before.some((other) => other.status === 'sending' && queueKey(other) === key);
  if (!isStarting) return 'send';
  return followUp === 'steer' ? 'steerSoon' : 'queue';
}
