import type { JSX } from 'preact';
import { shownFolder } from '../src/shared/folders/shownFolder.ts';
import { workspaceFolders } from '../src/shared/folders/workspaceFolders.ts';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SurfaceState } from '../src/shared/messages.ts';
import { shownPolicy } from '../src/shared/policy/shownPolicy.ts';
import { activeTurn } from '../src/shared/thread/activeTurn.ts';
import type { ThreadSummary } from '../src/shared/thread/threadState.ts';
import { toAnnouncement } from './announcement.ts';
import { pruneDrafts } from './approvals/cardDrafts.ts';
import { Composer } from './composer/composer.tsx';
import { earlierPrompts } from './composer/earlierPrompts.ts';
import type { FocusRequests } from './composer/focusRequests.ts';
import { Queue } from './composer/queue/queue.tsx';
import { useDraft } from './composer/useDraft.ts';
import { Header } from './header/header.tsx';
import { headerTitle } from './header/headerTitle.ts';
import type { Replica } from './replica.ts';
import { ElsewhereBanner } from './states/elsewhereBanner.tsx';
import { AsideBanner } from './states/asideBanner.tsx';
import { EmptyPanel } from './states/emptyPanel.tsx';
import { toProblem } from './states/problem.ts';
import { ProblemView } from './states/problemView.tsx';
import { StartingLine } from './states/startingLine.tsx';
import { outboxOf } from './composer/outboxOf.ts';
import { groupApprovals } from './transcript/groupApprovals.ts';
import { AgentsContext } from './transcript/items/agentsContext.ts';
import { WorkspaceContext } from './transcript/items/workspaceContext.ts';
import { Transcript } from './transcript/transcript.tsx';
import { turnsKey } from './transcript/turnsKey.ts';
import { Announcer } from './ui/announcer.tsx';
import { lazy } from './ui/lazy.tsx';
import { t } from './ui/l10n.ts';
import { useReplica } from './useReplica.ts';

interface AppProps {
  readonly replica: Replica;
  readonly focusRequests: FocusRequests;
}

interface SurfaceProps {
  readonly state: SurfaceState;
  readonly focusRequests: FocusRequests;
}

const AgentNote = lazy(async () => (await import('./composer/agentNote.tsx')).AgentNote);
const noCheckpoints: readonly string[] = [];

function toTurnProgress({ app, threadId }: SurfaceState): 'none' | 'running' | 'stopping' {
  const turn = threadId === null ? undefined : activeTurn(app.threads[threadId]);
  if (!turn) return 'none';
  return app.stopping.includes(turn.id) ? 'stopping' : 'running';
}

/** A sub-agent's thread is its parent's to go on with, and a side question cannot be forked. */
function canFork(summary: ThreadSummary | undefined): boolean {
  return summary !== undefined && summary.parentThreadId === null && !summary.ephemeral;
}

function Surface({ state, focusRequests }: SurfaceProps): JSX.Element {
  const { app, threadId, draftKey } = state;
  const draft = useDraft(state);
  const { setText } = draft;
  const [sentCount, setSentCount] = useState(0);
  const handleSent = useCallback(() => setSentCount((count) => count + 1), []);
  const thread = threadId === null ? undefined : app.threads[threadId];
  const approvals = useMemo(
    () => groupApprovals(app.approvals, thread, app.summaries),
    [app.approvals, thread?.id, thread && turnsKey(thread.turns), app.summaries],
  );
  useLayoutEffect(() => pruneDrafts(app.approvals), [app.approvals]);
  const { outbox, queued } = useMemo(
    () => outboxOf(app.outbox, threadId, draftKey),
    [app.outbox, threadId, draftKey],
  );
  const { policy: choices, threadSettings, workspace: opened, chosenFolders } = app;
  const summary = threadId === null ? undefined : app.summaries[threadId];
  const settings = threadId === null ? undefined : threadSettings[threadId];
  // The paths of a thread are read from where it works, which need not be where the next one will.
  const cwd = settings?.cwd || summary?.cwd || (opened.kind === 'ready' ? opened.cwd : null);
  const places = useMemo(() => ({ cwd, folders: workspaceFolders(opened) }), [cwd, opened]);
  const folder = useMemo(
    () =>
      shownFolder({ workspace: opened, threadSettings, chosenFolders, summaries: app.summaries }, threadId),
    [opened, threadSettings, chosenFolders, app.summaries, threadId],
  );
  const isAside = threadId !== null && app.summaries[threadId]?.ephemeral === true;
  const latest = useRef({ thread, queued });
  latest.current = { thread, queued };
  const readPrompts = useCallback(() => earlierPrompts(latest.current.thread, latest.current.queued), []);
  const parentId = summary?.parentThreadId ?? null;
  const parent = parentId === null ? undefined : app.summaries[parentId];
  const policy = useMemo(
    () => shownPolicy({ policy: choices, threadSettings, workspace: opened }, threadId),
    [choices, threadSettings, opened, threadId],
  );

  const problem = useMemo(
    () => toProblem({ workspace: app.workspace, server: app.server, account: app.account }),
    [app.workspace, app.server, app.account],
  );
  const starting = problem === null && app.server.kind === 'starting';
  const empty =
    !isAside &&
    outbox.length === 0 &&
    approvals.atEnd.length === 0 &&
    (thread?.settled.length ?? 0) === 0 &&
    (thread ? thread.turns.length === 0 && thread.history === 'complete' : true);
  const panel = useMemo(() => {
    if (!empty) return null;
    if (problem) return <ProblemView problem={problem} layout="panel" />;
    return (
      <>
        {starting && <StartingLine />}
        <EmptyPanel onSuggest={setText} />
      </>
    );
  }, [empty, problem, starting, setText]);
  const turn = toTurnProgress(state);
  const writable = app.workspace.kind === 'ready';

  return (
    <WorkspaceContext.Provider value={places}>
      <Header
        title={isAside ? t('Side question') : headerTitle(summary, parent)}
        kind={state.kind}
        canAskAside={!isAside && (thread?.turns.some(({ status }) => status !== 'inProgress') ?? false)}
      />
      <main class="main">
        {isAside && <AsideBanner />}
        <AgentsContext.Provider value={app.summaries}>
          <Transcript
            threadKey={threadId ?? draftKey}
            thread={thread}
            approvals={approvals}
            outbox={outbox}
            checkpoints={threadId === null ? noCheckpoints : (app.checkpoints[threadId] ?? noCheckpoints)}
            canFork={canFork(summary)}
            sentCount={sentCount}
            panel={panel}
          />
        </AgentsContext.Provider>
        <Announcer text={toAnnouncement(thread, approvals.waiting)} />
        {!empty && problem && <ProblemView problem={problem} layout="banner" />}
        {!empty && starting && <StartingLine />}
        {approvals.elsewhere > 0 && <ElsewhereBanner count={approvals.elsewhere} />}
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
        {writable && parentId === null && (
          <Composer
            threadId={threadId}
            draftKey={draftKey}
            draft={draft}
            sendWith={state.sendWith}
            folder={folder}
            info={{ settings, summary }}
            followUp={state.followUp}
            turn={turn}
            policy={isAside ? null : policy}
            focusRequests={focusRequests}
            readPrompts={readPrompts}
            onSent={handleSent}
          />
        )}
      </main>
    </WorkspaceContext.Provider>
  );
}

/** The whole page: what the replica holds, and nothing before its first snapshot. */
export function App({ replica, focusRequests }: AppProps): JSX.Element | null {
  const state = useReplica(replica);
  return state && <Surface state={state} focusRequests={focusRequests} />;
}
