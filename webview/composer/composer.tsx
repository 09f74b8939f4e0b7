import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownFolder } from '../../src/shared/folders/shownFolder.ts';
import type { SurfaceState } from '../../src/shared/messages.ts';
import type { ShownPolicy } from '../../src/shared/policy/shownPolicy.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { lazy } from '../ui/lazy.tsx';
import type { FocusRequests } from './focusRequests.ts';
import { FolderChip } from './folderChip.tsx';
import { keyAction } from './keyAction.ts';
import { PolicyControls } from './policyControls.tsx';
import type { ThreadInfoProps } from './threadInfo.tsx';

interface ComposerProps {
  readonly threadId: string | null;
  readonly draftKey: string;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly sendWith: SurfaceState['sendWith'];
  /** `stopping`: the turn was asked to stop and has not ended yet. */
  readonly turn: 'none' | 'running' | 'stopping';
  readonly policy: ShownPolicy;
  readonly folder: ShownFolder;
  readonly info: ThreadInfoProps;
  readonly focusRequests: FocusRequests;
  readonly onSent: () => void;
}

const ThreadInfo = lazy(async () => (await import('./threadInfo.tsx')).ThreadInfo);

/** Where a message is written. It stays usable whatever goes on above it, and takes focus only when the host says so. */
export function Composer(props: ComposerProps): JSX.Element {
  const { threadId, draftKey, text, setText, sendWith, turn, focusRequests, onSent } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => focusRequests.attach(() => field.current?.focus()), [focusRequests]);

  const blank = text.trim() === '';
  const send = (): void => {
    if (blank) return;
    postIntent({ type: 'submit', threadId, draftKey, text: text.trimEnd(), inverted: false });
    setText('');
    onSent();
  };
  const interrupt = (): void => {
    if (turn === 'running' && threadId !== null) postIntent({ type: 'interruptTurn', threadId });
  };
  const handleKey = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const action = keyAction(event, sendWith);
    if (action === null || (action === 'interrupt' && turn !== 'running')) return;
    event.preventDefault();
    if (action === 'send') send();
    else interrupt();
  };

  const sendTitle = sendWith === 'enter' ? t('Send (Enter)') : t('Send (Ctrl+Enter or Cmd+Enter)');
  return (
    <div class="composer">
      <textarea
        ref={field}
        class="composer-field"
        aria-label={t('Message Codex')}
        placeholder={turn === 'none' ? t('Ask Codex to do something') : t('Add to what Codex is doing')}
        rows={1}
        dir="auto"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={handleKey}
      />
      <div class="composer-buttons">
        <PolicyControls policy={props.policy}>
          <FolderChip folder={props.folder} />
          {threadId !== null && <ThreadInfo {...props.info} />}
        </PolicyControls>
        <div class="composer-actions">
          {turn !== 'none' && (
            <Button
              appearance="secondary"
              title={t('Stop (Escape)')}
              disabled={turn === 'stopping'}
              onClick={interrupt}
            >
              <Icon name="debug-stop" />
              {turn === 'stopping' ? t('Stopping…') : t('Stop')}
            </Button>
          )}
          <Button appearance="primary" title={sendTitle} disabled={blank} onClick={send}>
            {t('Send')}
          </Button>
        </div>
      </div>
    </div>
  );
}
