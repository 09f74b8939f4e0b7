import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { ApprovalBroker } from './approvals/approvalBroker.ts';
import { ChangeViewer } from './approvals/changeViewer.ts';
import { createCommandPrompt } from './approvals/commandPrompt.ts';
import { FileChangeReview, reviewScheme } from './approvals/fileChangeReview.ts';
import { VirtualDocuments } from './approvals/virtualDocuments.ts';
import { CodexServer } from './codexServer.ts';
import { createCommands } from './commands.ts';
import { onDidChangeConfig, readConfig } from './config.ts';
import { DisposableStore } from './disposable.ts';
import { runGuarded } from './errorBoundary.ts';
import { createLog } from './log.ts';
import { ChatViewProvider } from './panel/chatViewProvider.ts';
import { maintainContextKeys } from './panel/contextKeys.ts';
import { Drafts } from './panel/drafts.ts';
import { createIntentHandler } from './panel/intents.ts';
import { OutputDocuments } from './panel/outputDocuments.ts';
import { createPanelActions } from './panel/panelActions.ts';
import { StateFile } from './panel/stateFile.ts';
import { Surface } from './panel/surface.ts';
import { createThreadHistory } from './panel/threadHistory.ts';
import { initialAppState, type OutboxEntry } from './shared/appState.ts';
import { reduceApp } from './shared/reduceApp.ts';
import { createStore } from './shared/store.ts';
import { Outbox } from './threads/outbox.ts';
import { ThreadService } from './threads/threadService.ts';
import { currentWorkspace, onDidChangeWorkspace } from './workspaceFolder.ts';

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

  const broker = own(new ApprovalBroker(store, randomUUID()));
  const server = own(new CodexServer({ store, broker, log, version, readConfig }));
  stopServer = () => server.stop();
  const threads = new ThreadService(server, store);
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
  const surface = new Surface('sidebar', store, drafts, storage, () => readConfig().sendWith);
  const reviewDocuments = own(new VirtualDocuments(reviewScheme));
  const changeDocuments = own(new VirtualDocuments('codex-chat-change'));
  const outputDocuments = own(new VirtualDocuments('codex-chat-output'));
  const review = own(new FileChangeReview(store, reviewDocuments, () => readConfig().diffAutoOpen, log));

  const updateWorkspace = (): void => {
    store.dispatch([{ method: 'host/workspaceChanged', params: { workspace: currentWorkspace() } }]);
  };
  /** First use, and every time the view comes back: start codex and bring the shown thread's history. */
  const prepare = async (): Promise<void> => {
    updateWorkspace();
    outbox.restore();
    if (store.getState().workspace.kind !== 'ready') return;
    const shown = surface.shownThreadId;
    // A server that does not start, or a thread that cannot be read, is shown in the panel: no toast for it.
    if (shown) await threads.open(shown);
    else await server.ensureReady().catch(() => undefined);
  };
  const newThread = (): void => {
    updateWorkspace();
    surface.show(null);
  };
  const openThread = async (threadId: string): Promise<void> => {
    surface.show(threadId);
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

  const handleIntent = createIntentHandler({
    store,
    surface,
    drafts,
    threads,
    outbox,
    broker,
    changes: new ChangeViewer(store, review, changeDocuments),
    outputs: new OutputDocuments(store, threads, outputDocuments),
    updateWorkspace,
    actions: createPanelActions({
      newThread,
      reloadThread: prepare,
      showThreads,
      retryServer: restartServer,
      showLog: () => log.show(),
      signIn: () => server.signIn(),
    }),
    log,
    post: (message) => view.post(message),
  });

  const view: ChatViewProvider = new ChatViewProvider({
    extensionUri: context.extensionUri,
    store,
    surface,
    log,
    handleIntent: (intent) => void guard(intent.type, () => handleIntent(intent)),
    onShown: () => void guard('prepare', prepare),
  });

  own(vscode.window.registerWebviewViewProvider(ChatViewProvider.viewId, view));
  own(onDidChangeWorkspace(() => (view.isVisible ? void guard('prepare', prepare) : updateWorkspace())));
  own(
    onDidChangeConfig((isOfServer) => {
      surface.refresh();
      if (isOfServer) void guard(vscode.l10n.t('Restarting Codex'), () => applyServerSettings());
    }),
  );
  own({ dispose: maintainContextKeys(store) });
  own({
    dispose: createCommandPrompt({
      store,
      broker,
      readMode: () => readConfig().approvalsModal,
      isPanelVisible: () => view.isVisible,
      log,
    }),
  });

  const commands = createCommands({
    store,
    surface,
    view,
    threads,
    broker,
    review,
    newThread,
    showThreads,
    restartServer,
    showLog: () => log.show(),
  });
  for (const [id, run] of Object.entries({ ...commands, ...history.commands }))
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
