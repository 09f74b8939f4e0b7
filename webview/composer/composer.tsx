import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ShownFolder } from '../../src/shared/folders/shownFolder.ts';
import type { SurfaceState } from '../../src/shared/messages.ts';
import type { ShownPolicy } from '../../src/shared/policy/shownPolicy.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { lazy } from '../ui/lazy.ts';
import { createLazyPart } from '../ui/lazyPart.ts';
import { memo } from '../ui/memo.ts';
import { composerWords } from './composerWords.ts';
import type { FocusRequests } from './focusRequests.ts';
import { FolderChip } from './folderChip.tsx';
import { keyAction } from './keyAction.ts';
import { PolicyControls } from './policyControls.tsx';
import type { ThreadInfoProps } from './threadInfo.tsx';
import { recallPrompt, type Recalled } from './recallPrompt.ts';
import type { Draft } from './useDraft.ts';

interface ComposerProps {
  readonly threadId: string | null;
  readonly draftKey: string;
  readonly draft: Draft;
  readonly sendWith: SurfaceState['sendWith'];
  readonly followUp: SurfaceState['followUp'];
  /** `stopping`: the turn was asked to stop and has not ended yet. */
  readonly turn: 'none' | 'running' | 'stopping';
  readonly folder: ShownFolder;
  readonly info: ThreadInfoProps;
  /** null: it cannot be chosen here. */
  readonly policy: ShownPolicy | null;
  readonly focusRequests: FocusRequests;
  /** The prompts that Up and Down bring back, newest first. */
  readonly readPrompts: () => readonly string[];
  readonly onSent: () => void;
}

const ThreadInfo = lazy(createLazyPart(async () => (await import('./threadInfo.tsx')).ThreadInfo));

function ComposerView(props: ComposerProps): JSX.Element {
  const { threadId, draftKey, draft, sendWith, turn, focusRequests, onSent } = props;
  const { text, setText, showText } = draft;
  const field = useRef<HTMLTextAreaElement>(null);
  // What was typed before a prompt was recalled belongs to its draft.
  const recalled = useMemo<{ current: Recalled | null }>(() => ({ current: null }), [draftKey]);
  useLayoutEffect(() => focusRequests.attach(() => field.current?.focus()), [focusRequests]);

  const blank = text.trim() === '';
  const send = (inverted: boolean): void => {
    if (blank) return;
    postIntent({ type: 'submit', threadId, draftKey, text: text.trimEnd(), inverted });
    showText('');
    // What was typed before a prompt was recalled, and perhaps changed, is still to be sent.
    if (recalled.current) setText(recalled.current.typed);
    recalled.current = null;
    onSent();
  };
  const interrupt = (): void => {
    if (turn === 'running' && threadId !== null) postIntent({ type: 'interruptTurn', threadId });
  };
  const recall = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const target = event.currentTarget;
    const { selectionStart, selectionEnd } = target;
    const next = recallPrompt(
      event,
      { text, selectionStart, selectionEnd },
      props.readPrompts(),
      recalled.current,
    );
    if (!next) return;
    event.preventDefault();
    recalled.current = next.recalled;
    // The host keeps what was typed.
    showText(next.text);
    target.value = next.text;
    target.setSelectionRange(next.caret, next.caret);
  };
  const handleKey = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') return recall(event);
    const action = keyAction(event, sendWith);
    if (action === null || (action === 'interrupt' && turn !== 'running')) return;
    event.preventDefault();
    if (action === 'interrupt') interrupt();
    else send(action === 'sendInverted');
  };

  const words = composerWords(sendWith, turn === 'none' ? null : props.followUp);
  return (
    <div class="composer">
      <textarea
        ref={field}
        class="composer-field"
        aria-label={t('Message Codex')}
        placeholder={words.placeholder}
        rows={1}
        dir="auto"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={handleKey}
      />
      <div class="composer-buttons">
        {props.policy && (
          <PolicyControls policy={props.policy}>
            <FolderChip folder={props.folder} />
            {threadId !== null && <ThreadInfo {...props.info} />}
          </PolicyControls>
        )}
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
          <Button appearance="primary" title={words.sendTitle} disabled={blank} onClick={() => send(false)}>
            {t('Send')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Where a message is written. It stays usable whatever goes on above it, and takes focus only when the host says so. */
export const Composer = memo(ComposerView);
