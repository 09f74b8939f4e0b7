import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { createApprovalAnswers } from './approvals/answerApproval.ts';
import { ApprovalBroker } from './approvals/approvalBroker.ts';
import { createApprovalCommands } from './approvals/approvalCommands.ts';
import { createApprovalPrompts } from './approvals/approvalPrompts.ts';
import { ChangeViewer } from './approvals/changeViewer.ts';
import { watchChangePlaces } from './approvals/changePlaces.ts';
import { findHiddenOutside } from './approvals/checkPlace.ts';
import { createDirtyMerge } from './approvals/dirtyMerge.ts';
import { FileChangeReview } from './approvals/fileChangeReview.ts';
import { createInboxStatusBar } from './approvals/inboxStatusBar.ts';
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
import { createLog } from './log.ts';
import { ChatViewProvider } from './panel/chatViewProvider.ts';
import { maintainContextKeys } from './panel/contextKeys.ts';
import { Drafts } from './panel/drafts.ts';
import { FolderChoices } from './panel/folderChoices.ts';
import { createIntentHandler } from './panel/intents.ts';
import { createMessageIntents } from './panel/messageIntents.ts';
import { OutputDocuments } from './panel/outputDocuments.ts';
import { createPanelActions } from './panel/panelActions.ts';
import { PolicyChoices } from './panel/policyChoices.ts';
import { createPolicyCommands } from './panel/policyCommands.ts';
import { StateFile } from './panel/stateFile.ts';
import { Surface } from './panel/surface.ts';
import { createThreadHistory } from './panel/threadHistory.ts';
import { guardUnsavedFiles } from './panel/unsavedFiles.ts';
import { createReview } from './review/createReview.ts';
import { initialAppState, type OutboxEntry } from './shared/appState.ts';
import { reduceApp } from './shared/reduceApp.ts';
import { createStore } from './shared/store.ts';
import { rootThreadId } from './shared/thread/rootThread.ts';
import { Outbox } from './threads/outbox.ts';
import { watchSlowStops } from './threads/slowStops.ts';
import { ThreadService } from './threads/threadService.ts';
import { currentWorkspace, onDidChangeWorkspace } from './workspaceFolder.ts';
import { workingFolder } from './shared/folders/workingFolder.ts';

let stopServer: (() => Promise<void>) | undefined;

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
  const server = own(new CodexServer({ store, broker, log, version, readConfig }));
  stopServer = () => server.stop();
  const threads = new ThreadService(server, store, () => policies.confirmFullAccess());
  const outbox = own(
    new Outbox(
      store,
      threads,
      {
        load: () => storage.get<OutboxEntry[]>('outbox') ?? [],
        save: (entries) => storage.update('outbox', entries),
      },
      randomUUID,
    ),
  );

  const drafts = new Drafts(storage, randomUUID);
  const surface = new Surface('sidebar', 'sidebar', store, drafts, storage, readConfig);
  const policies: PolicyChoices = own(new PolicyChoices(store, storage, () => surface.shownThreadId));
  const folders = own(new FolderChoices(store, storage));
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
  /** First use, and every time the view comes back: start codex and bring the shown thread's history. */
  const prepare = async (): Promise<void> => {
    updateWorkspace();
    outbox.restore();
    policies.restore();
    folders.restore();
    void changes.load();
    if (store.getState().workspace.kind !== 'ready') return;
    const shown = surface.shownThreadId;
    // A server that does not start, or a thread that cannot be read, is shown in the panel: no toast for it.
    if (shown) await threads.open(shown);
    // Never a second start of a server that has just failed.
    if (!shown || store.getState().server.kind === 'ready') await readPolicies(shown);
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
  const newThread = (shownIn: Surface = surface): void => {
    updateWorkspace();
    shownIn.show(null);
  };
  const openThread = async (threadId: string, shownIn: Surface = surface): Promise<void> => {
    shownIn.show(threadId);
    await threads.open(threadId);
  };
  const history = own(
    createThreadHistory({
      server,
      store,
      surface,
      openThread: async (threadId) => {
        await openThread(threadId);
        await view.focusComposer();
      },
      isUnread: () => false,
      usedFolders: () => folders.used(),
    }),
  );
  const showThreads = (): Promise<void> => history.showPicker();
  const restartServer = async (): Promise<void> => {
    await server.restart();
    await prepare();
  };

  /** A setting that codex is started with changed: at once when nothing runs, else when the person says so. */
  const applyServerSettings = async (): Promise<void> => {
    const { server: known, threads: open } = store.getState();
    if (known.kind === 'stopped') return;
    const isBusy = Object.values(open).some(({ turns }) => turns.at(-1)?.status === 'inProgress');
    const restart = vscode.l10n.t('Restart Server');
    const message = vscode.l10n.t('Codex has to be restarted for the changed settings; a turn is running.');
    if (!isBusy || (await vscode.window.showInformationMessage(message, restart)) === restart)
      await restartServer();
  };

  const changes = own(
    createReview({
      store,
      folder: path.join(stateFolder.fsPath, 'review'),
      log,
      shownThreadId: () => surface.shownThreadId,
      isCodeLensOn: () => readConfig().reviewCodeLens,
      fork: async (threadId, beforeTurnId) => openThread(await threads.fork(threadId, beforeTurnId)),
    }),
  );

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
      guardUnsavedFiles: () => guardUnsavedFiles(readConfig().unsavedFiles, writeUnsavedFiles),
      updateWorkspace,
    }),
    answerApproval,
    changes: new ChangeViewer(store, review, changeDocuments),
    checkpoints: changes.checkpoints,
    outputs: new OutputDocuments(store, threads, outputDocuments),
    actions: createPanelActions({
      newThread,
      reloadThread: prepare,
      showThreads,
      chooseFolder,
      choosePolicy: () => policies.pick(),
      togglePlanMode: () => policies.togglePlanMode(),
      retryServer: restartServer,
      showLog: () => log.show(),
      signIn: () => server.signIn(),
    }),
    log,
  });

  const view: ChatViewProvider = new ChatViewProvider({
    extensionUri: context.extensionUri,
    store,
    surface,
    log,
    handleIntent: (intent) =>
      void guard(intent.type, () => handleIntent(intent, { surface, post: (message) => view.post(message) })),
    onShown: () => void guard('prepare', prepare),
  });

  own(vscode.window.registerWebviewViewProvider(ChatViewProvider.viewId, view));
  own(onDidChangeWorkspace(() => (view.isVisible ? void guard('prepare', prepare) : updateWorkspace())));
  // A new thread works in the active editor's root until its first message.
  own(
    vscode.window.onDidChangeActiveTextEditor(() => {
      if (!view.isVisible || surface.shownThreadId !== null) return;
      const before = store.getState().workspace;
      updateWorkspace();
      const { workspace, server: known } = store.getState();
      if (workspace !== before && known.kind === 'ready') void guard('policies', () => readPolicies(null));
    }),
  );
  own(
    onDidChangeConfig((isOfServer) => {
      surface.refresh();
      if (isOfServer) void guard(vscode.l10n.t('Restarting Codex'), () => applyServerSettings());
    }),
  );
  const offerRestart = async (): Promise<void> => {
    const restart = vscode.l10n.t('Restart Server');
    const message = vscode.l10n.t(
      'Codex has not stopped yet. Restarting it ends the turn at once; the thread, what it holds so far and your unsent messages are kept.',
    );
    if ((await vscode.window.showWarningMessage(message, restart)) === restart) await restartServer();
  };
  own({
    dispose: watchSlowStops({
      store,
      onSlow: () => void guard('stop', offerRestart),
      schedule: (act, delayMs) => {
        const timer = setTimeout(act, delayMs);
        return () => clearTimeout(timer);
      },
    }),
  });
  own({
    dispose: watchChangePlaces({
      store,
      findHiddenOutside,
      exists: (file) =>
        stat(file).then(
          () => true,
          () => false,
        ),
      log,
    }),
  });
  own({ dispose: maintainContextKeys(store, surface) });
  own(createInboxStatusBar(store));

  const showApproval = async (approvalId: string): Promise<void> => {
    const { approvals, summaries } = store.getState();
    const approval = approvals.find(({ id }) => id === approvalId);
    const threadId = approval && rootThreadId(summaries, approval.threadId);
    // An agent's own thread shows what it asks, too.
    const shown = surface.shownThreadId;
    if (threadId && threadId !== shown && approval.threadId !== shown) await openThread(threadId);
    await view.focusApproval(approvalId);
  };
  own({
    dispose: createApprovalPrompts({
      store,
      answer: answerApproval,
      readSituation: () => ({
        modalMode: readConfig().approvalsModal,
        notificationMode: readConfig().notifications,
        isPanelVisible: view.isVisible,
        isWindowFocused: vscode.window.state.focused,
      }),
      onDidHidePanel: (listener) => view.onDidHide(listener),
      showApproval,
      log,
    }),
  });
  const approvalCommands = own(
    createApprovalCommands({
      store,
      review,
      log,
      answer: answerApproval,
      isPanelVisible: () => view.isVisible,
      shownThreadId: () => surface.shownThreadId,
      showApproval,
      showPanel: () => view.focusComposer(),
    }),
  );

  const commands = createCommands({
    surface,
    view,
    threads,
    newThread,
    showThreads,
    restartServer,
    showLog: () => log.show(),
  });
  const reviewCommands = createReviewCommands({
    proposals,
    review,
    findPending: () => findPendingFileChange(store.getState(), surface.shownThreadId)?.id,
  });
  const table = {
    ...commands,
    ...approvalCommands.commands,
    ...createPolicyCommands(policies),
    ...reviewCommands,
    ...changes.commands,
    ...history.commands,
  };
  for (const [id, run] of Object.entries(table))
    own(vscode.commands.registerCommand(id, (...args: unknown[]) => guard(id, () => run(...args))));
  own(
    vscode.window.registerUriHandler({
      handleUri: (uri) => void guard('uri', () => (uri.path === '/open' ? view.focusComposer() : undefined)),
    }),
  );
}

/** VS Code waits for this: codex ends by the end of its input, or is killed with all it started. */
export async function deactivate(): Promise<void> {
  await stopServer?.();
}
