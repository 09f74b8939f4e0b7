import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ApprovalBroker } from './approvals/approvalBroker.ts';
import { handleServerRequest } from './approvals/serverRequests.ts';
import type { CodexConnection, IncomingRequest } from './codex/codexConnection.ts';
import { CodexLocator, type VersionMemory } from './codex/locateCodex.ts';
import { createLocateHost } from './codex/locateHost.ts';
import { serverEnvironment } from './codex/serverEnvironment.ts';
import { Supervisor } from './codex/supervisor.ts';
import { createWireRecorder, type WireRecorder } from './codex/wireRecorder.ts';
import type { WireTap } from './codex/wireTap.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import type { ServerNotification } from './protocol/index.ts';
import type { AppEvent, AppState } from './shared/appState.ts';
import type { Store } from './shared/store.ts';
import { notificationTriage, triageOf, type HostNotification } from './shared/thread/threadEvents.ts';
import { EventFunnel, frameScheduler } from './threads/eventFunnel.ts';
import type { ThreadServer } from './threads/threadService.ts';
import { toServerState } from './toServerState.ts';

export interface CodexServerOptions {
  readonly store: Store<AppState, AppEvent>;
  readonly broker: ApprovalBroker;
  readonly log: vscode.LogOutputChannel;
  /** Of this extension. */
  readonly version: string;
  readonly versions: VersionMemory;
  readConfig(): Config;
}

/** What is never looked at need not be sent, where it comes often or is large: a turn's whole diff after each patch. */
const optedOut = (Object.keys(notificationTriage) as (keyof typeof notificationTriage)[]).filter(
  (method) =>
    notificationTriage[method] === 'drop' && (method.endsWith('elta') || method === 'turn/diff/updated'),
);

function assertTrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw new UserError(vscode.l10n.t('Codex is not started in Restricted Mode.'), [
    { title: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' },
  ]);
}

/** Runs the supervised server with VS Code's settings, and turns what it says into events of the store. */
export class CodexServer implements ThreadServer {
  private readonly supervisor: Supervisor;
  private readonly funnel: EventFunnel;
  private readonly locator: CodexLocator;
  private readonly unknownMethods = new Set<string>();
  private recorder: WireRecorder | undefined;
  private lostGeneration = -1;

  constructor(private readonly options: CodexServerOptions) {
    const { log, store, version } = options;
    this.locator = new CodexLocator(createLocateHost(), options.versions);
    this.funnel = new EventFunnel(store, frameScheduler());
    this.supervisor = new Supervisor({
      locate: () =>
        this.locator.locate({
          codexPath: options.readConfig().codexPath,
          workspaceFolders: vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath) ?? [],
        }),
      environment: () => this.environment(),
      cwd: homedir(),
      clientVersion: version,
      optOutNotificationMethods: optedOut,
      log,
      createTap: () => this.createTap(),
      handleServerRequest: (request) => this.handleRequest(request),
    });
    this.supervisor.onDidChangeState((state) => this.handleState(state));
    this.supervisor.onNotification(({ notification }) => this.handleNotification(notification));
  }

  /** The connection to the server, started when there is none. Throws what keeps it from starting. */
  async ensureReady(): Promise<CodexConnection> {
    assertTrusted();
    return this.supervisor.ensureReady();
  }

  /** Ends the server and starts a new one, also after it crashed too often. A failure becomes state. */
  async restart(): Promise<void> {
    assertTrusted();
    await this.supervisor
      .restart()
      .catch((error: unknown) => this.options.log.warn(`The restart failed: ${String(error)}`));
  }

  /** Opens the sign-in page of the account that codex wants. Its end is told by `account/login/completed`. */
  async signIn(): Promise<void> {
    const connection = await this.ensureReady();
    const login = await connection.request('account/login/start', { type: 'chatgpt' });
    if (login.type !== 'chatgpt') return;
    const url = vscode.Uri.parse(login.authUrl, true);
    if (url.scheme === 'https') await vscode.env.openExternal(url);
  }

  /** Ends the server; resolves when its process is gone. */
  async stop(): Promise<void> {
    await this.supervisor.dispose();
    await this.recorder?.close();
  }

  dispose(): void {
    void this.stop();
  }

  private environment(): Readonly<Record<string, string | undefined>> {
    const config = this.options.readConfig();
    const { env, notes } = serverEnvironment({
      base: process.env,
      platform: process.platform,
      homedir: homedir(),
      codexHome: config.codexHome,
      variables: config.environment,
      httpProxy: config.httpProxy,
      noProxy: config.noProxy,
      proxyStrictSSL: config.proxyStrictSSL,
    });
    for (const note of notes) this.options.log.info(note);
    return env;
  }

  private createTap(): WireTap {
    const { log, readConfig } = this.options;
    const { wireLogFile } = readConfig();
    void this.recorder?.close();
    this.recorder = wireLogFile
      ? createWireRecorder(wireLogFile, (error) =>
          log.warn(`The wire log cannot be written: ${error.message}`),
        )
      : undefined;
    return (dir, line) => this.recorder?.record(dir, line);
  }

  private handleState(state: Supervisor['state']): void {
    const { store, log } = this.options;
    this.funnel.flush();
    const lost = state.kind === 'failed' || state.kind === 'stopped' ? state.generation : undefined;
    if (lost !== undefined && lost !== this.lostGeneration) {
      this.lostGeneration = lost;
      store.dispatch([{ method: 'host/serverLost', params: { generation: lost } }]);
    }
    store.dispatch([{ method: 'host/serverChanged', params: { server: toServerState(state) } }]);
    if (state.kind !== 'ready') return;
    if (state.codex.newerThanTested)
      log.info(`codex ${state.codex.version} is newer than what this was tested with`);
    void this.readAccount();
  }

  private handleNotification(notification: ServerNotification): void {
    const { log } = this.options;
    switch (triageOf(notification.method)) {
      case 'fold':
        this.funnel.push(notification);
        break;
      case 'host':
        this.handleHostNotification(notification as HostNotification);
        break;
      case 'drop':
        break;
      default:
        if (this.unknownMethods.has(notification.method)) return;
        this.unknownMethods.add(notification.method);
        log.warn(`codex sent ${notification.method}, which this version does not know`);
    }
  }

  private handleHostNotification(notification: HostNotification): void {
    const { log } = this.options;
    switch (notification.method) {
      case 'account/updated':
      case 'account/login/completed':
        void this.readAccount();
        break;
      case 'configWarning':
      case 'deprecationNotice':
        log.warn(`codex: ${notification.params.summary}`);
        break;
      case 'windows/worldWritableWarning':
        log.warn('codex: folders that everybody may write to weaken the sandbox');
        break;
      default:
        notification satisfies never;
    }
  }

  private handleRequest(
    request: IncomingRequest & { readonly generation: number },
  ): Promise<unknown> | undefined {
    const { generation, id, method, params } = request;
    // The item that the request is about came before it, and must be folded before its card is shown.
    const { threadId } = (params ?? {}) as { threadId?: unknown };
    if (typeof threadId === 'string') this.funnel.announce(threadId);
    this.funnel.flush();
    return handleServerRequest(this.options.broker, { generation, requestId: id }, method, params);
  }

  private async readAccount(): Promise<void> {
    const { store, log } = this.options;
    try {
      const connection = await this.ensureReady();
      const { account, requiresOpenaiAuth } = await connection.request('account/read', {});
      const kind = requiresOpenaiAuth && account === null ? 'signedOut' : 'ready';
      store.dispatch([{ method: 'host/accountChanged', params: { account: { kind } } }]);
    } catch (error) {
      log.warn(`The account could not be read: ${String(error)}`);
    }
  }
}
