import type { ApprovalBroker } from '../../src/approvals/approvalBroker.ts';
import { descendantsOf } from '../../src/codex/killTree.ts';
import type { Supervisor } from '../../src/codex/supervisor.ts';
import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import type { AppEvent, AppState, OutboxEntry } from '../../src/shared/appState.ts';
import type { Store } from '../../src/shared/store.ts';
import { MessageQueue } from '../../src/threads/messageQueue.ts';
import { Outbox } from '../../src/threads/outbox.ts';
import type { ThreadService } from '../../src/threads/threadService.ts';
import type { WireMessage } from './bareClient.ts';
import { oldestCodex, pinnedCodex } from './codexBinary.ts';
import { composeHost } from './composeHost.ts';
import { startScriptedModel, writeCodexHome, type ModelScript, type ScriptedModel } from './scriptedModel.ts';
import { createTempDirs } from './tempDirs.ts';

/** Whether the tests run with the oldest supported codex. */
export const isOldest = process.env.CODEX_CHAT_TEST_OLDEST === '1';
const defaultDeadlineMs = 20_000;
const cautious = 'sandbox_mode = "read-only"\napproval_policy = "on-request"\n';

export interface HostHarnessOptions {
  readonly script: ModelScript;
  /** Answers every approval as soon as the state shows it, with an option's id; undefined leaves it pending. */
  readonly decide?: (approval: ApprovalState) => string | undefined;
  /** Tables at the end of codex's configuration. */
  readonly configTables?: string;
  /** Told of every line of the wire before the host takes it, or before codex gets it. */
  readonly onWire?: (dir: 'in' | 'out', message: WireMessage) => void;
  /** Runs beside another harness, on its codex home, workspace and model. Stop it before the other one. */
  readonly beside?: HostHarness;
  /** Whether the person confirms full access; default: yes. */
  readonly confirmsFullAccess?: boolean;
  /** What the storage of the outbox holds from an earlier window. */
  readonly stored?: readonly OutboxEntry[];
}

/** One answer to a server request, as the connection sends it. Its `result` settles when somebody has answered. */
export interface AskedRequest {
  readonly requestId: string | number;
  readonly method: string;
  readonly result: Promise<unknown>;
}

export interface HostHarness {
  readonly store: Store<AppState, AppEvent>;
  readonly supervisor: Supervisor;
  readonly broker: ApprovalBroker;
  readonly threads: ThreadService;
  readonly outbox: Outbox;
  readonly queue: MessageQueue;
  readonly model: ScriptedModel;
  readonly codexHome: string;
  /** The folder that threads are started in. */
  readonly workspace: string;
  /** The server's requests so far, oldest first. */
  readonly asked: readonly AskedRequest[];
  /** What the storage of the outbox holds now. */
  stored(): readonly OutboxEntry[];
  /** The messages to (`out`) and from (`in`) codex with this method, oldest first. */
  wire(dir: 'in' | 'out', method: string): readonly WireMessage[];
  /**
   * Sends a message to a thread, or to a new one (null), as a page does: while a turn runs it is queued, or steers it.
   * Resolves when codex has taken it or not, or it is queued.
   */
  send(threadId: string | null, text: string, followUp?: 'queue' | 'steer'): Promise<void>;
  /** Retries a failed message, as a page does. */
  retry(clientId: string): Promise<void>;
  /** (Re)writes codex's configuration; `toml` are lines before the usual ones. */
  configure(toml?: string): Promise<void>;
  /** Resolves with what `look` finds in the state (neither false nor undefined), now or after a change. */
  until<T>(look: (state: AppState) => T | false | undefined, deadlineMs?: number): Promise<T>;
  /** Finds codex's process and returns what kills it, at once, as the system does when memory is short. */
  findServer(): Promise<() => void>;
  /** Resolves when no process, connection or folder of this harness is left. */
  stop(): Promise<void>;
}

/**
 * Composes the host as the extension does, without VS Code: the real codex (the pinned one, or the oldest supported
 * one when `CODEX_CHAT_TEST_OLDEST` is `1`) talks to a scripted model, with a throw-away home that asks before every
 * write.
 */
export async function startHostHarness(options: HostHarnessOptions): Promise<HostHarness> {
  const { script, decide, beside } = options;
  const dirs = createTempDirs();
  const codexPath = isOldest ? await oldestCodex() : pinnedCodex();
  const model = beside?.model ?? (await startScriptedModel(script));
  const codexHome = beside?.codexHome ?? (await dirs.makeCodexHome());
  const workspace = beside?.workspace ?? (await dirs.make('workspace'));
  const configure = (toml = ''): Promise<void> =>
    writeCodexHome(codexHome, {
      port: model.port,
      extraToml: cautious + toml,
      extraTables: options.configTables ?? '',
      ...(isOldest && { model: 'gpt-5.5' }),
    });
  if (!beside) await configure();

  const asked: AskedRequest[] = [];
  const wire: { dir: 'in' | 'out'; message: WireMessage }[] = [];
  const processes: { before: readonly number[] } = { before: [] };
  const { store, supervisor, broker, threads } = composeHost({
    codexPath,
    codexHome,
    workspace,
    confirmFullAccess: () => Promise.resolve(options.confirmsFullAccess ?? true),
    beforeStart: async () => {
      processes.before = await descendantsOf(process.pid);
    },
    tap: (dir, line) => {
      const message = JSON.parse(line) as WireMessage;
      wire.push({ dir, message });
      options.onWire?.(dir, message);
    },
    onAsked: (request) => asked.push(request),
  });
  store.subscribe(({ state }) => {
    for (const approval of state.approvals) {
      const optionId = approval.status === 'pending' ? decide?.(approval) : undefined;
      if (optionId !== undefined) broker.answer(approval.id, optionId);
    }
  });
  let stored: readonly OutboxEntry[] = options.stored ?? [];
  let lastId = 0;
  const outbox = new Outbox(
    store,
    threads,
    {
      load: () => stored,
      save: async (entries) => {
        stored = entries;
      },
    },
    // Unique beside another harness, as it is beside another window.
    () => `client-${process.hrtime.bigint()}-${++lastId}`,
  );
  const queue = new MessageQueue(store, outbox);
  outbox.restore();
  const start = (): Promise<string> => threads.start(workspace);

  return {
    store,
    supervisor,
    broker,
    threads,
    outbox,
    queue,
    model,
    codexHome,
    workspace,
    asked,
    stored: () => stored,
    wire: (dir, method) =>
      wire.filter((line) => line.dir === dir && line.message.method === method).map(({ message }) => message),
    send: (threadId, text, followUp) => outbox.submit(threadId, text, start, undefined, followUp),
    retry: (clientId) => outbox.retry(clientId, start),
    configure,
    until: (look, deadlineMs = defaultDeadlineMs) => waitFor(store, look, deadlineMs),
    findServer: async () => {
      const found = await descendantsOf(process.pid);
      // Parents come first, and nothing but codex was started since it was looked for.
      const codex = found.find((pid) => !processes.before.includes(pid));
      if (codex === undefined) throw new Error('There is no server to kill.');
      return () => process.kill(codex, 'SIGKILL');
    },
    stop: async () => {
      queue.dispose();
      outbox.dispose();
      broker.dispose();
      await supervisor.dispose();
      if (!beside) await model.close();
      await dirs.remove();
      if (!beside && model.scriptErrors.length > 0) throw model.scriptErrors[0];
    },
  };
}

function waitFor<T>(
  store: Store<AppState, AppEvent>,
  look: (state: AppState) => T | false | undefined,
  deadlineMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = (state: AppState): boolean => {
      const found = look(state);
      if (found === false || found === undefined) return false;
      clearTimeout(timer);
      unsubscribe();
      resolve(found);
      return true;
    };
    const timer = setTimeout(() => {
      unsubscribe();
      const state = JSON.stringify(store.getState(), null, 1);
      reject(new Error(`Not within ${deadlineMs} ms: ${look.toString()}\nThe state: ${state}`));
    }, deadlineMs);
    const unsubscribe = store.subscribe(({ state }) => check(state));
    check(store.getState());
  });
}
