import type { JSX } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { SurfaceState } from '../src/shared/messages.ts';
import { shownPolicy } from '../src/shared/policy/shownPolicy.ts';
import { activeTurn } from '../src/shared/thread/activeTurn.ts';
import { toAnnouncement } from './announcement.ts';
import { pruneDrafts } from './approvals/cardDrafts.ts';
import { Composer } from './composer/composer.tsx';
import type { FocusRequests } from './composer/focusRequests.ts';
import { useDraft } from './composer/useDraft.ts';
import { Header } from './header/header.tsx';
import { headerTitle } from './header/headerTitle.ts';
import type { Replica } from './replica.ts';
import { ElsewhereBanner } from './states/elsewhereBanner.tsx';
import { EmptyPanel } from './states/emptyPanel.tsx';
import { toProblem } from './states/problem.ts';
import { ProblemView } from './states/problemView.tsx';
import { StartingLine } from './states/startingLine.tsx';
import { groupApprovals } from './transcript/groupApprovals.ts';
import { WorkspaceContext } from './transcript/items/workspaceContext.ts';
import { Transcript } from './transcript/transcript.tsx';
import { turnsKey } from './transcript/turnsKey.ts';
import { Announcer } from './ui/announcer.tsx';
import { useReplica } from './useReplica.ts';

interface AppProps {
  readonly replica: Replica;
  readonly focusRequests: FocusRequests;
}

interface SurfaceProps {
  readonly state: SurfaceState;
  readonly focusRequests: FocusRequests;
}

const noCheckpoints: readonly string[] = [];

function toTurnProgress({ app, threadId }: SurfaceState): 'none' | 'running' | 'stopping' {
  const turn = threadId === null ? undefined : activeTurn(app.threads[threadId]);
  if (!turn) return 'none';
  return app.stopping.includes(turn.id) ? 'stopping' : 'running';
}

function Surface({ state, focusRequests }: SurfaceProps): JSX.Element {
  const { app, threadId, draftKey } = state;
  const [text, setText] = useDraft(state);
  const [sentCount, setSentCount] = useState(0);
  const handleSent = useCallback(() => setSentCount((count) => count + 1), []);
  const thread = threadId === null ? undefined : app.threads[threadId];
  const approvals = useMemo(
    () => groupApprovals(app.approvals, thread, app.summaries),
    [app.approvals, thread?.id, thread && turnsKey(thread.turns), app.summaries],
  );
  useLayoutEffect(() => pruneDrafts(app.approvals), [app.approvals]);
  const outbox = useMemo(
    () => app.outbox.filter((entry) => entry.threadId === threadId),
    [app.outbox, threadId],
  );
  const workspace = useMemo(
    () => (app.workspace.kind === 'ready' ? app.workspace : { cwd: null, folders: [] }),
    [app.workspace],
  );

  const { policy: choices, threadSettings } = app;
  const policy = useMemo(
    () => shownPolicy({ policy: choices, threadSettings }, threadId),
    [choices, threadSettings, threadId],
  );

  const problem = useMemo(
    () => toProblem({ workspace: app.workspace, server: app.server, account: app.account }),
    [app.workspace, app.server, app.account],
  );
  const starting = problem === null && app.server.kind === 'starting';
  const empty =
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
  const writable = app.workspace.kind === 'ready';

  return (
    <WorkspaceContext.Provider value={workspace}>
      <Header title={headerTitle(threadId === null ? undefined : app.summaries[threadId])} />
      <main class="main">
        <Transcript
          threadKey={threadId ?? draftKey}
          thread={thread}
          approvals={approvals}
          outbox={outbox}
          checkpoints={threadId === null ? noCheckpoints : (app.checkpoints[threadId] ?? noCheckpoints)}
          sentCount={sentCount}
          panel={panel}
        />
        <Announcer text={toAnnouncement(thread, approvals.waiting)} />
        {!empty && problem && <ProblemView problem={problem} layout="banner" />}
        {!empty && starting && <StartingLine />}
        {approvals.elsewhere > 0 && <ElsewhereBanner count={approvals.elsewhere} />}
        {writable && (
          <Composer
            threadId={threadId}
            draftKey={draftKey}
            text={text}
            setText={setText}
            sendWith={state.sendWith}
            turn={toTurnProgress(state)}
            policy={policy}
            focusRequests={focusRequests}
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
