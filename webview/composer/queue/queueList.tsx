import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { OutboxEntry, QueuePause } from '../../../src/shared/appState.ts';
import { postIntent } from '../../host.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/l10n.ts';
import { focusAfter, type QueueFocus } from './queueFocus.ts';
import { queueCountText } from './queueCountText.ts';
import { queuePauseText } from './queuePauseText.ts';
import { QueueRow, type QueueAction } from './queueRow.tsx';

export interface QueueListProps {
  /** null: a new thread that is being started. */
  readonly threadId: string | null;
  /** The queued messages of the thread, in order. */
  readonly entries: readonly OutboxEntry[];
  readonly pause: QueuePause | null;
  readonly isRunning: boolean;
  /** For when the row that had the focus is gone, and no other is left. */
  readonly onFocusComposer: () => void;
}

function Head({ threadId, entries, pause }: QueueListProps): JSX.Element {
  return (
    <div class="queue-head">
      <span class="queue-count" role="status">
        {queueCountText(entries.length)}
        {pause && ` · ${queuePauseText(pause)}`}
      </span>
      {threadId !== null && (
        <Button
          appearance="secondary"
          title={pause ? t('Send the queued messages, one turn each') : t('Send no queued message by itself')}
          onClick={() => postIntent({ type: pause ? 'resumeQueue' : 'pauseQueue', threadId })}
        >
          {pause ? t('Resume') : t('Pause')}
        </Button>
      )}
    </div>
  );
}

/** Not when the person went on to something else meanwhile, in the page or out of it. */
function mayFocus(list: HTMLElement | null): boolean {
  const { activeElement, body } = document;
  if (!document.hasFocus()) return false;
  return activeElement === null || activeElement === body || Boolean(list?.contains(activeElement));
}

/** The queue of the shown thread: each message can be changed, moved, sent now and removed, by the keyboard too. */
export function QueueList(props: QueueListProps): JSX.Element {
  const { entries, isRunning, onFocusComposer } = props;
  const list = useRef<HTMLUListElement>(null);
  /** What was done by the keyboard or the mouse and has not come back as state yet. */
  const wanted = useRef<QueueFocus | null>(null);

  useLayoutEffect(() => {
    const { current } = wanted;
    if (!current) return;
    const next = focusAfter(current, entries);
    if (next === null) return;
    wanted.current = null;
    if (!mayFocus(list.current)) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-client-id="${next.clientId}"]`);
    const control = row?.querySelector<HTMLElement>(`[data-action="${next.action}"]`);
    control?.focus();
  });
  // The last one went away with the list.
  useLayoutEffect(
    () => () => {
      if (wanted.current?.kind === 'gone' && mayFocus(list.current)) onFocusComposer();
    },
    [onFocusComposer],
  );

  const act = (entry: OutboxEntry, action: QueueAction): void => {
    const { clientId } = entry;
    const index = entries.indexOf(entry);
    switch (action.type) {
      case 'moveUp':
      case 'moveDown': {
        const isUp = action.type === 'moveUp';
        if (isUp ? index === 0 : index === entries.length - 1) return;
        const before = isUp ? entries[index - 1] : entries[index + 2];
        wanted.current = { kind: 'moved', clientId, action: action.type, from: index };
        return postIntent({ type: 'moveQueued', clientId, beforeClientId: before?.clientId ?? null });
      }
      case 'edit':
        wanted.current = { kind: 'held', clientId, isHeld: true };
        return postIntent({ type: 'editQueued', clientId });
      case 'cancel':
        wanted.current = { kind: 'held', clientId, isHeld: false };
        return postIntent({ type: 'releaseQueued', clientId });
      case 'save':
        wanted.current = { kind: 'held', clientId, isHeld: false };
        return postIntent({ type: 'saveQueued', clientId, text: action.text });
      case 'sendNow':
      case 'remove':
        wanted.current = { kind: 'gone', clientId, action: action.type, from: index };
        return postIntent({ type: action.type === 'remove' ? 'removeQueued' : 'sendQueuedNow', clientId });
      default:
        return action satisfies never;
    }
  };

  return (
    <section class="queue" aria-label={t('Queue')}>
      <Head {...props} />
      <ul ref={list} class="queue-list" role="list" aria-label={t('Queued messages')}>
        {entries.map((entry, index) => (
          <QueueRow
            key={entry.clientId}
            entry={entry}
            isFirst={index === 0}
            isLast={index === entries.length - 1}
            isRunning={isRunning}
            onAction={(action) => act(entry, action)}
          />
        ))}
      </ul>
    </section>
  );
}
