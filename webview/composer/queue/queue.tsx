import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { OutboxEntry } from '../../../src/shared/appState.ts';
import { lazy } from '../../ui/lazy.ts';
import { createLazyPart } from '../../ui/lazyPart.ts';
import { memo } from '../../ui/memo.ts';
import { queueCountText } from './queueCountText.ts';
import { pruneQueuedEdits } from './queuedEdits.ts';
import type { QueueListProps } from './queueList.tsx';

/** Most threads never have a queue, and an empty panel none. */
export const queuePart = createLazyPart(async () => (await import('./queueList.tsx')).QueueList);

const QueueList = lazy<QueueListProps>(queuePart, ({ entries }) => (
  <p class="queue queue-count">{queueCountText(entries.length)}</p>
));

interface QueueProps extends QueueListProps {
  /** All messages on their way, of all threads. */
  readonly outbox: readonly OutboxEntry[];
}

function QueueView({ outbox, ...props }: QueueProps): JSX.Element | null {
  const before = useRef(outbox);
  useLayoutEffect(() => {
    // An outbox that was empty from the start may only not be restored yet.
    if (before.current.length > 0) pruneQueuedEdits(outbox);
    before.current = outbox;
  }, [outbox]);
  return props.entries.length === 0 ? null : <QueueList {...props} />;
}

/** The messages that wait for the end of the turn; nothing when there are none, and their count until the code is there. What streams in draws none of them again. */
export const Queue = memo(QueueView);
