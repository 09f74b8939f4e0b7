import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { createApprovalAnswers } from './approvals/answerApproval.ts';
import { ApprovalBroker } from './approvals/approvalBroker.ts';
import { ChangeViewer } from './approvals/changeViewer.ts';
import { createDirtyMerge } from './approvals/dirtyMerge.ts';
import { FileChangeReview } from './approvals/fileChangeReview.ts';
import { ProposalFiles } from './approvals/proposalFiles.ts';
import { Proposals } from './approvals/proposals.ts';
import { createReviewCommands } from './approvals/reviewCommands.ts';
import { createReviewGate } from './approvals/reviewGate.ts';
import { reviewScheme } from './approvals/reviewUri.ts';
import { VirtualDocuments } from './approvals/virtualDocuments.ts';
import { CodexServer } from './codexServer.ts';
import { createCommands } from './commands.ts';
import { findPendingFileChange } from './shared/approvals/findPendingFileChange.ts';
import { onDidChangeConfig, readConfig, writeUnsavedFiles } from './config.ts';
import { DisposableStore } from './disposable.ts';
import { runGuarded } from './errorBoundary.ts';
import { UserError } from './errors.ts';
import { createLog } from './log.ts';
import { createApprovalUi } from './panel/approvalUi.ts';
import { ChatViewProvider } from './panel/chatViewProvider.ts';
import { Drafts } from './panel/drafts.ts';
import { FolderChoices } from './panel/folderChoices.ts';
import { createIntentHandler } from './panel/intents.ts';
import { createMessageIntents } from './panel/messageIntents.ts';
import { OutputDocuments } from './panel/outputDocuments.ts';
import type { PageDeps } from './panel/pageHost.ts';
import { createPanelActions } from './panel/panelActions.ts';
import { PolicyChoices } from './panel/policyChoices.ts';
import { createPolicyCommands } from './panel/policyCommands.ts';
import { StateFile } from './panel/stateFile.ts';
import { createSideQuestions } from './panel/sideQuestions.ts';
import { Surface } from './panel/surface.ts';
import { createTurnIntents } from './panel/turnIntents.ts';
import { createSurfaceCommands, type SurfaceCommands } from './panel/surfaceCommands.ts';
import { Surfaces } from './panel/surfaces.ts';
import { createThreadHistory } from './panel/threadHistory.ts';
import { ThreadPanels } from './panel/threadPanels.ts';
import { UnreadThreads } from './panel/unreadThreads.ts';
import { guardUnsavedFiles } from './panel/unsavedFiles.ts';
import { isWindowFocused } from './panel/isWindowFocused.ts';
import { createWatchers } from './panel/watchers.ts';
import { createReview } from './review/createReview.ts';
import { initialAppState, type OutboxEntry } from './shared/appState.ts';
import { storedOutbox } from './shared/outbox/storedOutbox.ts';
import { reduceApp } from './shared/reduceApp.ts';
import { createStore } from './shared/store.ts';
import { activeTurn } from './shared/thread/activeTurn.ts';
import { hasBackgroundCommand } from './shared/thread/hasBackgroundCommand.ts';
import { MessageQueue } from './threads/messageQueue.ts';
import { Outbox } from './threads/outbox.ts';
import { ThreadService } from './threads/threadService.ts';
import { createVersionMemory } from './versionMemory.ts';
import { currentWorkspace, onDidChangeWorkspace } from './workspaceFolder.ts';
import { workingFolder } from './shared/folders/workingFolder.ts';
import { takesMessages } from './shared/takesMessages.ts';

let stop: (() => Promise<void>) | undefined;

/** Builds the parts and wires them. Nothing is read, started or asked before the view or a command is used. */
export function activate(context: vscode.ExtensionContext): void {
  const owned = new DisposableStore();
  context.subscriptions.push(owned);
  const own = <T extends { dispose(): unknown }>(item: T): T => {
    owned.add({ dispose: () => void item.dispose() });
    return item;
  };

  const log = own(createLog());
  const guard = (what: string, run: () => unknown): Promise<void> => runGuarded(log, what, run);
  const store = createStore(reduceApp, initialAppState);
  const stateFolder = context.storageUri ?? context.globalStorageUri;
  const storage = new StateFile(path.join(stateFolder.fsPath, 'state.json'), (error) =>
    log.error(`The panel's state could not be kept: ${String(error)}`),
  );
  const version = (context.extension.packageJSON as { version: string }).version;

  const broker = own(new ApprovalBroker(store, randomUUID(), { log }));
  const server = own(
    new CodexServer({
      store,
      broker,
      log,
      version,
      versions: createVersionMemory(context.globalStorageUri.fsPath, (error) => log.warn(String(error))),
      readConfig,
    }),
  );
  stop = async () => {
    await Promise.all([server.stop(), storage.settled()]);
  };
  const threads = new ThreadService(server, store, () => policies.confirmFullAccess());
  const outbox = own(
    new Outbox(
      store,
      threads,
      {
        load: () => storage.get<OutboxEntry[]>('outbox') ?? [],
        save: (entries) => storage.update('outbox', storedOutbox(entries, store.getState().summaries)),
      },
      randomUUID,
    ),
  );
  const queue = own(new MessageQueue(store, outbox));

  const drafts = new Drafts(storage, randomUUID);
  const folders = own(new FolderChoices(store, storage));
  const surfaces = new Surfaces(
    new Surface('sidebar', 'sidebar', store, drafts, storage, readConfig),
    (id, lastThreadId) => new Surface(id, 'editor', store, drafts, storage, readConfig, lastThreadId),
    storage,
  );
  const activeThreadId = (): string | null => surfaces.active.shownThreadId;
  const unread = own(
    new UnreadThreads({
      store,
      surfaces,
      storage,
      isWindowFocused: () => isWindowFocused(surfaces),
      onDidChangeWindowFocus: (listener) => vscode.window.onDidChangeWindowState(() => listener()),
    }),
  );
  const policies: PolicyChoices = own(new PolicyChoices(store, storage, activeThreadId));
  const proposalFiles = own(new ProposalFiles(reviewScheme));
  const changeDocuments = own(new VirtualDocuments('codex-chat-change'));
  const outputDocuments = own(new VirtualDocuments('codex-chat-output'));
  const proposals = own(new Proposals(store, proposalFiles, log));
  const review = own(
    new FileChangeReview(store, proposalFiles, proposals, () => readConfig().diffAutoOpen, log),
  );
  const answerApproval = createApprovalAnswers({
    store,
    broker,
    openExternal: (url) => vscode.env.openExternal(vscode.Uri.parse(url, true)),
    before: createReviewGate({ proposals, review, broker, outbox }),
  });
  own({ dispose: createDirtyMerge({ store, documents: changeDocuments, log }) });

  const updateWorkspace = (): void => {
    const { workspace: known } = store.getState();
    const workspace = currentWorkspace(known.kind === 'ready' ? known.cwd : undefined);
    // Asked for with every editor that is activated: mostly nothing is new.
    if (JSON.stringify(workspace) !== JSON.stringify(known))
      store.dispatch([{ method: 'host/workspaceChanged', params: { workspace } }]);
  };
  /** First use, and every time a page comes back: start codex and bring the history of what the surface shows. */
  const prepare = async (surface: Surface): Promise<void> => {
    updateWorkspace();
    outbox.restore();
    policies.restore();
    unread.restore();
    folders.restore();
    const shown = surface.shownThreadId;
    const isReady = store.getState().workspace.kind === 'ready';
    // A server that does not start, or a thread that cannot be read, is shown in the panel: no toast for it.
    const begun = isReady && (shown ? threads.open(shown) : readPolicies(null));
    // After codex was started: it takes longest.
    void changes.load();
    if (!isReady) return;
    await begun;
    // Never a second start of a server that has just failed.
    if (shown && store.getState().server.kind === 'ready') await readPolicies(shown);
    if (store.getState().server.kind === 'ready') await outbox.verify();
  };
  /** A project's own configuration may say something else about policies. */
  const readPolicies = async (threadId: string | null): Promise<void> => {
    const { cwd } = workingFolder(store.getState(), threadId);
    if (cwd !== null) await threads.readPolicies(cwd).catch(() => undefined);
  };
  const chooseFolder = async (shownIn: Surface): Promise<void> => {
    const threadId = shownIn.shownThreadId;
    await folders.pick(threadId);
    if (store.getState().server.kind === 'ready') await readPolicies(threadId);
  };
  const prepareVisible = async (): Promise<void> => {
    await Promise.all(surfaces.all.filter((each) => surfaces.isSurfaceVisible(each)).map(prepare));
  };
  const newThread = (surface: Surface): void => {
    updateWorkspace();
    surface.showNew();
  };
  /** Shows a thread where it is already, else in `where`, with the focus: only ever on the user's command. */
  const openThread = async (threadId: string, where: Surface): Promise<void> => {
    // Begun first: what is shown says that it is being loaded.
    const opened = threads.open(threadId);
    await Promise.all([opened, moves.focus(surfaces.show(threadId, where))]);
  };
  const asides = createSideQuestions({ threads, openThread });
  const askAside = async (surface: Surface): Promise<void> => {
    await asides.ask(surface);
    await moves.focus(surface);
  };
  const history = own(
    createThreadHistory({
      server,
      threads,
      store,
      surfaces,
      openThread,
      isUnread: (threadId) => {
        unread.restore();
        return store.getState().unread.includes(threadId);
      },
      usedFolders: () => folders.used(),
    }),
  );
  const restartServer = async (): Promise<void> => {
    await server.restart();
    await prepareVisible();
  };

  /** A setting that codex is started with changed: at once when nothing runs, else when the person says so. */
  const applyServerSettings = async (): Promise<void> => {
    const state = store.getState();
    if (state.server.kind === 'stopped') return;
    const open = Object.values(state.threads);
    const isTurnRunning = open.some(activeTurn);
    const isBusy = isTurnRunning || open.some(({ id }) => hasBackgroundCommand(state, id));
    const restart = vscode.l10n.t('Restart Server');
    const message = isTurnRunning
      ? vscode.l10n.t('Codex has to be restarted for the changed settings; a turn is running.')
      : vscode.l10n.t(
          'Codex has to be restarted for the changed settings, which ends a command that it runs.',
        );
    if (!isBusy || (await vscode.window.showInformationMessage(message, restart)) === restart)
      await restartServer();
  };

  const changes = own(
    createReview({
      store,
      folder: path.join(stateFolder.fsPath, 'review'),
      log,
      shownThreadId: activeThreadId,
      isCodeLensOn: () => readConfig().reviewCodeLens,
      fork: async (threadId, beforeTurnId) =>
        openThread(
          await threads.fork(threadId, { beforeTurnId }),
          surfaces.surfaceOf(threadId) ?? surfaces.active,
        ),
    }),
  );

  const askAboutUnsavedFiles = (): Promise<'send' | 'cancel'> =>
    guardUnsavedFiles(readConfig().unsavedFiles, writeUnsavedFiles);
  const handleIntent = createIntentHandler({
    store,
    openThread,
    drafts,
    threads,
    messages: createMessageIntents({
      store,
      drafts,
      threads,
      outbox,
      queue,
      followUp: () => readConfig().followUp,
      guardUnsavedFiles: askAboutUnsavedFiles,
      updateWorkspace,
      surfaceOfDraft: (draftKey) => surfaces.surfaceOfDraft(draftKey),
    }),
    turns: createTurnIntents({
      store,
      drafts,
      threads,
      checkpoints: changes.checkpoints,
      guardUnsavedFiles: askAboutUnsavedFiles,
      send: (threadId, text) =>
        outbox.submit(threadId, text, () =>
          Promise.reject(new UserError(vscode.l10n.t('Codex does not have this thread any more.'))),
        ),
      openThread,
    }),
    answerApproval,
    changes: new ChangeViewer(store, review, changeDocuments),
    checkpoints: changes.checkpoints,
    outputs: new OutputDocuments(store, server, outputDocuments),
    actions: createPanelActions({
      newThread,
      reloadThread: prepare,
      chooseFolder,
      askAside,
      leaveAside: asides.leave,
      showThreads: (surface) => history.showPicker(surface),
      moveThread: (surface) => moves.move(surface),
      choosePolicy: () => policies.pick(),
      togglePlanMode: () => policies.togglePlanMode(),
      retryServer: restartServer,
      showLog: () => log.show(),
      signIn: () => server.signIn(),
    }),
    log,
  });

  const pageDeps: PageDeps = {
    extensionUri: context.extensionUri,
    store,
    surfaces,
    log,
    handleIntent: (intent, page) => void guard(intent.type, () => handleIntent(intent, page)),
    hasComposer: ({ shownThreadId }) => {
      updateWorkspace();
      return takesMessages(store.getState(), shownThreadId);
    },
    onShown: (surface) => void guard('prepare', () => prepare(surface)),
  };
  const view = new ChatViewProvider(pageDeps);
  const panels = new ThreadPanels(pageDeps);
  const moves: SurfaceCommands = createSurfaceCommands({
    surfaces,
    view,
    panels,
    loadThread: (threadId) => threads.open(threadId),
  });

  own(vscode.window.registerWebviewViewProvider(ChatViewProvider.viewId, view));
  // A new thread works in the active editor's root until its first message.
  own(
    vscode.window.onDidChangeActiveTextEditor(() => {
      const isNew = (each: Surface): boolean => each.shownThreadId === null;
      if (!surfaces.all.some((each) => surfaces.isSurfaceVisible(each) && isNew(each))) return;
      const before = store.getState().workspace;
      updateWorkspace();
      const { workspace, server: known } = store.getState();
      if (workspace !== before && known.kind === 'ready') void guard('policies', () => readPolicies(null));
    }),
  );
  own(vscode.window.registerWebviewPanelSerializer(ThreadPanels.viewType, panels));
  own(
    onDidChangeWorkspace(() =>
      surfaces.isAnyVisible ? void guard('prepare', prepareVisible) : updateWorkspace(),
    ),
  );
  own(
    onDidChangeConfig((isOfServer) => {
      for (const surface of surfaces.all) surface.refresh();
      if (isOfServer) void guard(vscode.l10n.t('Restarting Codex'), () => applyServerSettings());
    }),
  );
  own(createWatchers({ store, surfaces, threads, openThread, restartServer, guard, log }));
  const approvals = own(createApprovalUi({ store, surfaces, threads, moves, review, answerApproval, log }));

  const commands = createCommands({
    surfaces,
    threads,
    focus: (surface) => moves.focus(surface),
    newThread,
    askAside,
    showThreads: (surface) => history.showPicker(surface),
    restartServer,
    showLog: () => log.show(),
  });
  const reviewCommands = createReviewCommands({
    proposals,
    review,
    findPending: () => findPendingFileChange(store.getState(), activeThreadId())?.id,
  });
  const table = {
    ...commands,
    ...moves.commands,
    ...approvals.commands,
    ...createPolicyCommands(policies),
    ...reviewCommands,
    ...changes.commands,
    ...history.commands,
  };
  for (const [id, run] of Object.entries(table))
    own(vscode.commands.registerCommand(id, (...args: unknown[]) => guard(id, () => run(...args))));
  own(
    vscode.window.registerUriHandler({
      handleUri: (uri) =>
        void guard('uri', () => (uri.path === '/open' ? moves.focus(surfaces.sidebar) : undefined)),
    }),
  );
}

/** VS Code waits for this: codex ends by the end of its input, or is killed with all it started; what is kept is stored. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
