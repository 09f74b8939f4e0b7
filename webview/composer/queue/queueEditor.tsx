import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { OutboxEntry } from '../../../src/shared/appState.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/l10n.ts';
import { keyAction } from '../keyAction.ts';
import { dropQueuedEdit, keepQueuedEdit, readQueuedEdit } from './queuedEdits.ts';
import type { QueueAction } from './queueRow.tsx';

interface QueueEditorProps {
  readonly entry: OutboxEntry;
  readonly onAction: (action: QueueAction) => void;
}

/** The text of a queued message while it is edited; the queue waits meanwhile. What was typed outlives the page. */
export function QueueEditor({ entry, onAction }: QueueEditorProps): JSX.Element {
  const { clientId } = entry;
  const [text, setText] = useState(() => readQueuedEdit(clientId) ?? entry.text);
  const isBlank = text.trim() === '';
  const change = (typed: string): void => {
    setText(typed);
    keepQueuedEdit(clientId, typed);
  };
  const end = (action: QueueAction): void => {
    dropQueuedEdit(clientId);
    onAction(action);
  };
  const save = (): void => {
    if (!isBlank) end({ type: 'save', text: text.trimEnd() });
  };
  const handleKey = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const action = keyAction(event, 'enter');
    if (action === null) return;
    event.preventDefault();
    if (action === 'interrupt') end({ type: 'cancel' });
    else save();
  };
  return (
    <div class="queue-editor">
      <textarea
        class="queue-field"
        data-action="text"
        aria-label={t('Edit queued message')}
        rows={1}
        dir="auto"
        value={text}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={handleKey}
      />
      <div class="button-row">
        <Button appearance="primary" title={t('Save (Enter)')} disabled={isBlank} onClick={save}>
          {t('Save')}
        </Button>
        <Button appearance="secondary" title={t('Cancel (Escape)')} onClick={() => end({ type: 'cancel' })}>
          {t('Cancel')}
        </Button>
      </div>
    </div>
  );
}
