import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { OutboxEntry } from '../../../src/shared/appState.ts';
import { cutText } from '../../../src/shared/text/cutText.ts';
import type { CodiconName } from '../../ui/codiconNames.ts';
import { Icon } from '../../ui/icon.tsx';
import { t } from '../../ui/l10n.ts';
import { QueueEditor } from './queueEditor.tsx';

/** What a person does to a queued message. */
export type QueueAction =
  | { readonly type: 'edit' | 'cancel' | 'moveUp' | 'moveDown' | 'sendNow' | 'remove' }
  | { readonly type: 'save'; readonly text: string };

interface QueueRowProps {
  readonly entry: OutboxEntry;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isRunning: boolean;
  readonly onAction: (action: QueueAction) => void;
}

interface RowButtonProps {
  readonly type: Exclude<QueueAction['type'], 'save' | 'cancel'>;
  readonly icon: CodiconName;
  readonly label: string;
  readonly title?: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly onAction: QueueRowProps['onAction'];
}

/** A plain button: the focus has to be put on it. It stays reachable when there is nothing to do. */
function RowButton(props: RowButtonProps): JSX.Element {
  const { type, icon, label, title = label, disabled = false } = props;
  return (
    <button
      type="button"
      class="icon-button queue-action"
      data-action={type}
      aria-label={label}
      aria-keyshortcuts={props.keys}
      aria-disabled={disabled}
      title={title}
      onClick={() => !disabled && props.onAction({ type })}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Longer than the lines that are shown, or nearly so. */
function isLong(text: string): boolean {
  return text.length > 120 || text.split('\n').length > 3;
}

/** Of a closed row: more than its lines have room for in any panel. */
const closedLength = 1000;

function RowText({ text }: { readonly text: string }): JSX.Element {
  const [open, setOpen] = useState(false);
  const start = cutText(text, closedLength);
  return (
    <div class="queue-words">
      {isLong(text) && (
        <button
          type="button"
          class="icon-button queue-action"
          aria-expanded={open}
          aria-label={t('Whole message')}
          title={open ? t('Show less') : t('Show the whole message')}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'chevron-down' : 'chevron-right'} />
        </button>
      )}
      <p class={`queue-text ${open ? 'queue-text-open' : ''}`} dir="auto" title={start}>
        {open ? text : start}
      </p>
    </div>
  );
}

/** One queued message: its words, why it came back, and what can be done with it; its text while it is edited. */
export function QueueRow(props: QueueRowProps): JSX.Element {
  const { entry, isFirst, isLast, isRunning, onAction } = props;
  const { text, error, isHeld } = entry;
  const handleKey = (event: TargetedKeyboardEvent<HTMLLIElement>): void => {
    if (isHeld || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onAction({ type: event.key === 'ArrowUp' ? 'moveUp' : 'moveDown' });
  };
  return (
    <li class="queue-row" data-client-id={entry.clientId} onKeyDown={handleKey}>
      {isHeld ? <QueueEditor entry={entry} onAction={onAction} /> : <RowText text={text} />}
      {error !== null && (
        <p class="queue-reason">
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
      {!isHeld && (
        <div class="queue-actions" role="group" aria-label={t('Queued message')}>
          <RowButton type="edit" icon="edit" label={t('Edit')} onAction={onAction} />
          <RowButton
            type="moveUp"
            icon="arrow-up"
            label={t('Move up')}
            title={t('Move up (Alt+Up)')}
            keys="Alt+ArrowUp"
            disabled={isFirst}
            onAction={onAction}
          />
          <RowButton
            type="moveDown"
            icon="arrow-down"
            label={t('Move down')}
            title={t('Move down (Alt+Down)')}
            keys="Alt+ArrowDown"
            disabled={isLast}
            onAction={onAction}
          />
          <RowButton
            type="sendNow"
            icon="arrow-right"
            label={t('Send now')}
            title={
              isRunning ? t('Send now: adds it to what Codex is doing') : t('Send now: starts a turn with it')
            }
            onAction={onAction}
          />
          <RowButton type="remove" icon="trash" label={t('Remove')} onAction={onAction} />
        </div>
      )}
    </li>
  );
}
