import type { JSX } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { workspaceFolders } from '../src/shared/folders/workspaceFolders.ts';
import type { SurfaceState } from '../src/shared/messages.ts';
import { toAnnouncement } from './announcement.ts';
import { pruneDrafts } from './approvals/cardDrafts.ts';
import { ComposerArea } from './composer/composerArea.tsx';
import type { FocusRequests } from './composer/focusRequests.ts';
import { outboxOf } from './composer/outboxOf.ts';
import { useDraft } from './composer/useDraft.ts';
import { Header } from './header/header.tsx';
import { headerTitle } from './header/headerTitle.ts';
import type { Replica } from './replica.ts';
import { shownThread } from './shownThread.ts';
import { AsideBanner } from './states/asideBanner.tsx';
import { ElsewhereBanner } from './states/elsewhereBanner.tsx';
import { toProblem } from './states/problem.ts';
import { ProblemView } from './states/problemView.tsx';
import { StartingLine } from './states/startingLine.tsx';
import { StartPanel } from './states/startPanel.tsx';
import { groupApprovals } from './transcript/groupApprovals.ts';
import { AgentsContext } from './transcript/items/agentsContext.ts';
import { WorkspaceContext } from './transcript/items/workspaceContext.ts';
import { Transcript } from './transcript/transcript.tsx';
import { turnsKey } from './transcript/turnsKey.ts';
import { Announcer } from './ui/announcer.tsx';
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

const noCheckpoints: readonly string[] = [];

function Surface({ state, focusRequests }: SurfaceProps): JSX.Element {
  const { app, threadId, draftKey } = state;
  const shown = shownThread(state);
  const { thread, summary, parent, isAside } = shown;
  const draft = useDraft(state);
  const [sentCount, setSentCount] = useState(0);
  const handleSent = useCallback(() => setSentCount((count) => count + 1), []);

  const title = useMemo(
    () => (isAside ? t('Side question') : headerTitle(summary, parent)),
    [isAside, summary, parent],
  );
  const approvals = useMemo(
    () => groupApprovals(app.approvals, thread, app.summaries),
    [app.approvals, thread?.id, thread && turnsKey(thread.turns), app.summaries],
  );
  useLayoutEffect(() => pruneDrafts(app.approvals), [app.approvals]);
  const { outbox, queued } = useMemo(
    () => outboxOf(app.outbox, threadId, draftKey),
    [app.outbox, threadId, draftKey],
  );
  const { workspace } = app;
  // The paths of a thread are read from where it works, which need not be where the next one will.
  const cwd = shown.settings?.cwd || summary?.cwd || (workspace.kind === 'ready' ? workspace.cwd : null);
  const places = useMemo(() => ({ cwd, folders: workspaceFolders(workspace) }), [cwd, workspace]);

  const problem = useMemo(
    () => toProblem({ workspace: app.workspace, server: app.server, account: app.account }),
    [app.workspace, app.server, app.account],
  );
  const isStarting = problem === null && app.server.kind === 'starting';
  const isEmpty =
    !isAside &&
    outbox.length === 0 &&
    approvals.atEnd.length === 0 &&
    (thread?.settled.length ?? 0) === 0 &&
    (thread ? thread.turns.length === 0 && thread.history === 'complete' : true);
  const panel = useMemo(
    () =>
      isEmpty ? <StartPanel problem={problem} isStarting={isStarting} onSuggest={draft.setText} /> : null,
    [isEmpty, problem, isStarting, draft.setText],
  );

  return (
    <WorkspaceContext.Provider value={places}>
      <Header
        title={title}
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
            checkpoints={app.checkpoints[threadId ?? ''] ?? noCheckpoints}
            canFork={shown.canFork}
            sentCount={sentCount}
            panel={panel}
          />
        </AgentsContext.Provider>
        <Announcer text={toAnnouncement(thread, approvals.waiting)} />
        {!isEmpty && problem && <ProblemView problem={problem} layout="banner" />}
        {!isEmpty && isStarting && <StartingLine />}
        {approvals.elsewhere > 0 && <ElsewhereBanner count={approvals.elsewhere} />}
        <ComposerArea
          state={state}
          shown={shown}
          draft={draft}
          queued={queued}
          focusRequests={focusRequests}
          onSent={handleSent}
        />
      </main>
    </WorkspaceContext.Provider>
  );
}

/** The whole page: what the replica holds, and nothing before its first snapshot. */
export function App({ replica, focusRequests }: AppProps): JSX.Element | null {
  const state = useReplica(replica);
  return state && <Surface state={state} focusRequests={focusRequests} />;
}
