import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { OutboxEntry } from '../../../src/shared/appState.ts';
import { createLazyPart, useLazyPart } from '../../ui/lazyPart.ts';
import { queueCountText } from './queueCountText.ts';
import { pruneQueuedEdits } from './queuedEdits.ts';
import type { QueueListProps } from './queueList.tsx';

/** Most threads never have a queue, and an empty panel none. */
const queuePart = createLazyPart(() => import('./queueList.tsx'));

interface QueueProps extends QueueListProps {
  /** All messages on their way, of all threads. */
  readonly outbox: readonly OutboxEntry[];
}

/** The messages that wait for the end of the turn. Nothing when there are none; their count until its code is there. */
export function Queue({ outbox, ...props }: QueueProps): JSX.Element | null {
  const isEmpty = props.entries.length === 0;
  const part = useLazyPart(queuePart, !isEmpty);
  const before = useRef(outbox);
  useLayoutEffect(() => {
    // An outbox that was empty from the start may only not be restored yet.
    if (before.current.length > 0) pruneQueuedEdits(outbox);
    before.current = outbox;
  }, [outbox]);
  if (isEmpty) return null;
  if (part) return <part.QueueList {...props} />;
  return <p class="queue queue-count">{queueCountText(props.entries.length)}</p>;
}
