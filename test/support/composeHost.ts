import { homedir } from 'node:os';
import { ApprovalBroker } from '../../src/approvals/approvalBroker.ts';
import { handleServerRequest } from '../../src/approvals/serverRequests.ts';
import { CodexLocator } from '../../src/codex/locateCodex.ts';
import { createLocateHost } from '../../src/codex/locateHost.ts';
import { serverEnvironment } from '../../src/codex/serverEnvironment.ts';
import { Supervisor, type SupervisorState } from '../../src/codex/supervisor.ts';
import type { WireTap } from '../../src/codex/wireTap.ts';
import { initialAppState, type AppEvent, type AppState } from '../../src/shared/appState.ts';
import { reduceApp } from '../../src/shared/reduceApp.ts';
import { createStore, type Store } from '../../src/shared/store.ts';
import { EventFunnel, frameScheduler } from '../../src/threads/eventFunnel.ts';
import { ThreadService } from '../../src/threads/threadService.ts';
import { toServerState } from '../../src/toServerState.ts';

export interface ComposedHost {
  readonly store: Store<AppState, AppEvent>;
  readonly supervisor: Supervisor;
  readonly broker: ApprovalBroker;
  readonly threads: ThreadService;
}

export interface ComposeHostOptions {
  readonly codexPath: string;
  readonly codexHome: string;
  /** The folder that threads are started in. */
  readonly workspace: string;
  readonly tap?: WireTap;
  readonly confirmFullAccess?: () => Promise<boolean>;
  /** Runs before each start of codex. */
  readonly beforeStart?: () => Promise<void>;
  /** Told of each request of the server that is answered later. */
  readonly onAsked?: (request: {
    readonly requestId: string | number;
    readonly method: string;
    readonly result: Promise<unknown>;
  }) => void;
}

const silent = (): void => undefined;
const silentLog = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/** Builds the server, the store and what lies between as the extension does, without VS Code. The caller disposes of them. */
export function composeHost(options: ComposeHostOptions): ComposedHost {
  const { codexPath, codexHome, workspace } = options;
  const store = createStore(reduceApp, initialAppState);
  const funnel = new EventFunnel(store, frameScheduler());
  const broker = new ApprovalBroker(store, 'test');
  const locator = new CodexLocator(createLocateHost());
  let lostGeneration = -1;
  const supervisor = new Supervisor({
    locate: async () => {
      await options.beforeStart?.();
      return locator.locate({ codexPath, workspaceFolders: [workspace] });
    },
    environment: () =>
      serverEnvironment({
        base: process.env,
        platform: process.platform,
        homedir: homedir(),
        codexHome,
        variables: {},
        httpProxy: '',
        noProxy: [],
        proxyStrictSSL: true,
      }).env,
    cwd: homedir(),
    clientVersion: '0.0.0',
    log: silentLog,
    createTap: () => options.tap ?? silent,
    handleServerRequest: ({ generation, id, method, params }) => {
      const { threadId } = (params ?? {}) as { threadId?: unknown };
      if (typeof threadId === 'string') funnel.announce(threadId);
      funnel.flush();
      const result = handleServerRequest(broker, { generation, requestId: id }, method, params);
      if (result) options.onAsked?.({ requestId: id, method, result });
      return result;
    },
  });
  supervisor.onNotification(({ notification }) => void funnel.push(notification));
  supervisor.onDidChangeState((state: SupervisorState) => {
    funnel.flush();
    const { generation } = state;
    if ((state.kind === 'failed' || state.kind === 'stopped') && generation !== lostGeneration) {
      lostGeneration = generation;
      store.dispatch([{ method: 'host/serverLost', params: { generation } }]);
    }
    store.dispatch([{ method: 'host/serverChanged', params: { server: toServerState(state) } }]);
  });
  return {
    store,
    supervisor,
    broker,
    threads: new ThreadService(supervisor, store, options.confirmFullAccess),
  };
}
