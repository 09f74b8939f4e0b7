import type { JSX } from 'preact';
import { useCallback, useMemo, useRef } from 'preact/hooks';
import type { OutboxEntry } from '../../src/shared/appState.ts';
import { shownFolder } from '../../src/shared/folders/shownFolder.ts';
import type { SurfaceState } from '../../src/shared/messages.ts';
import { shownPolicy } from '../../src/shared/policy/shownPolicy.ts';
import { takesMessages } from '../../src/shared/takesMessages.ts';
import type { ShownThread } from '../shownThread.ts';
import { lazy } from '../ui/lazy.ts';
import { createLazyPart } from '../ui/lazyPart.ts';
import { Composer } from './composer.tsx';
import { earlierPrompts } from './earlierPrompts.ts';
import type { FocusRequests } from './focusRequests.ts';
import { Queue } from './queue/queue.tsx';
import type { Draft } from './useDraft.ts';
import { useEarlyComposer } from './useEarlyComposer.ts';

interface ComposerAreaProps {
  readonly state: SurfaceState;
  readonly shown: ShownThread;
  readonly draft: Draft;
  /** The queue of the shown thread. */
  readonly queued: readonly OutboxEntry[];
  readonly focusRequests: FocusRequests;
  readonly onSent: () => void;
}

const AgentNote = lazy(createLazyPart(async () => (await import('./agentNote.tsx')).AgentNote));

/**
 * What stands below the transcript: the queue, and where a message is written, or under an agent's thread why none is.
 * What each part is given stays the same while text streams in, so that none of them is drawn again.
 */
export function ComposerArea(props: ComposerAreaProps): JSX.Element {
  const { state, shown, draft, queued, focusRequests, onSent } = props;
  const { app, threadId } = state;
  const { thread, summary, settings, parentId, parent, isAside, turn } = shown;
  const { workspace, summaries, threadSettings, chosenFolders, policy: choices } = app;
  const folder = useMemo(
    () => shownFolder({ workspace, threadSettings, chosenFolders, summaries }, threadId),
    [workspace, threadSettings, chosenFolders, summaries, threadId],
  );
  const policy = useMemo(
    () => shownPolicy({ policy: choices, threadSettings, workspace }, threadId),
    [choices, threadSettings, workspace, threadId],
  );
  const info = useMemo(() => ({ settings, summary }), [settings, summary]);
  const latest = useRef({ thread, queued });
  latest.current = { thread, queued };
  const readPrompts = useCallback(() => earlierPrompts(latest.current.thread, latest.current.queued), []);
  const hasComposer = takesMessages(app, threadId);
  useEarlyComposer(hasComposer, state.sendWith, props);
  return (
    <>
      {threadId !== null && parentId !== null && (
        <AgentNote
          threadId={threadId}
          parentId={parentId}
          parent={parent}
          turn={turn}
          focusRequests={focusRequests}
        />
      )}
      <Queue
        threadId={threadId}
        entries={queued}
        outbox={app.outbox}
        pause={threadId === null ? null : (app.queuePauses[threadId] ?? null)}
        isRunning={turn !== 'none'}
        onFocusComposer={focusRequests.request}
      />
      {hasComposer && (
        <Composer
          threadId={threadId}
          draftKey={state.draftKey}
          draft={draft}
          sendWith={state.sendWith}
          followUp={state.followUp}
          turn={turn}
          folder={folder}
          info={info}
          policy={isAside ? null : policy}
          focusRequests={focusRequests}
          readPrompts={readPrompts}
          onSent={onSent}
        />
      )}
    </>
  );
}
