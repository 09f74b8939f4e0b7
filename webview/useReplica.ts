import { useLayoutEffect, useState } from 'preact/hooks';
import type { SurfaceState } from '../src/shared/messages.ts';
import type { Replica } from './replica.ts';

/**
 * The replica's state, null before the first snapshot. What is waited for renders at once; other events render once a
 * frame at most, however many arrive in it.
 */
export function useReplica(replica: Replica): SurfaceState | null {
  const [state, setState] = useState(() => replica.getState());
  useLayoutEffect(() => {
    let frame: number | null = null;
    const show = (): void => {
      if (frame !== null) cancelAnimationFrame(frame);
      frame = null;
      setState(replica.getState());
    };
    const unsubscribe = replica.subscribe((change) => {
      if (change === 'awaited') show();
      else frame ??= requestAnimationFrame(show);
    });
    show();
    return () => {
      unsubscribe();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [replica]);
  return state;
}
