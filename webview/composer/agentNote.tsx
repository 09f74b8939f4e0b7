import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { threadTitle } from '../../src/shared/thread/threadSummary.ts';
import type { ThreadSummary } from '../../src/shared/thread/threadState.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { shownName } from '../ui/shownName.ts';
import type { FocusRequests } from './focusRequests.ts';

interface AgentNoteProps {
  readonly threadId: string;
  readonly parentId: string;
  readonly parent: ThreadSummary | undefined;
  readonly turn: 'none' | 'running' | 'stopping';
  readonly focusRequests: FocusRequests;
}

const titleLength = 80;

/** In the composer's place under an agent's thread: whose it is, the way there, and Stop while it runs. */
export function AgentNote(props: AgentNoteProps): JSX.Element {
  const { threadId, parentId, parent, turn, focusRequests } = props;
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(
    () => focusRequests.attach(() => box.current?.querySelector<HTMLElement>('vscode-button')?.focus()),
    [focusRequests],
  );
  const title = shownName(threadTitle(parent), titleLength);
  return (
    <section class="composer agent-note" ref={box} aria-label={t('Agent thread')}>
      <p class="agent-note-text">
        <Icon name="organization" />
        <span dir="auto">
          {title
            ? t('This thread belongs to an agent of “{0}”. It is read-only.', title)
            : t('This thread belongs to an agent. It is read-only.')}
        </span>
      </p>
      <div class="button-row">
        <Button appearance="primary" onClick={() => postIntent({ type: 'openThread', threadId: parentId })}>
          {t('Open Parent Thread')}
        </Button>
        {turn !== 'none' && (
          <Button
            appearance="secondary"
            disabled={turn === 'stopping'}
            onClick={() => postIntent({ type: 'interruptTurn', threadId })}
          >
            <Icon name="debug-stop" />
            {turn === 'stopping' ? t('Stopping…') : t('Stop')}
          </Button>
        )}
      </div>
    </section>
  );
}
