import { useLayoutEffect, useState } from 'preact/hooks';
import type { SurfaceState } from '../src/shared/messages.ts';
import { createFrameQueue } from './frameQueue.ts';
import type { Replica } from './replica.ts';

/**
 * The replica's state, null before the first snapshot. What is waited for renders at once; other events render once a
 * frame at most, however many arrive in it.
 */
export function useReplica(replica: Replica): SurfaceState | null {
  const [state, setState] = useState(() => replica.getState());
  useLayoutEffect(() => {
    const queue = createFrameQueue(() => setState(replica.getState()), {
      request: (callback) => requestAnimationFrame(callback),
      cancel: (handle) => cancelAnimationFrame(handle),
    });
    const unsubscribe = replica.subscribe((change) =>
      change === 'awaited' ? queue.runNow() : queue.request(),
    );
    window.addEventListener('keydown', queue.noteKey, true);
    queue.runNow();
    return () => {
      unsubscribe();
      window.removeEventListener('keydown', queue.noteKey, true);
      queue.cancel();
    };
  }, [replica]);
  return state;
}
