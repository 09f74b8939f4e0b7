import type { CodexConnection } from '../codex/codexConnection.ts';
import type { Thread, UserInput } from '../protocol/index.ts';
import { RpcError, UserError } from '../errors.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { startFolders, turnFolders } from '../shared/folders/folderOverrides.ts';
import { workingFolder } from '../shared/folders/workingFolder.ts';
import { guardianDeniedEvent } from '../shared/policy/guardianDeniedEvent.ts';
import { startOverrides, turnOverrides } from '../shared/policy/policyOverrides.ts';
import { isFullAccess } from '../shared/policy/isFullAccess.ts';
import { choiceKey } from '../shared/policy/policyState.ts';
import { fromThreadResult } from '../shared/policy/threadSettings.ts';
import type { Store } from '../shared/store.ts';
import { activeTurn } from '../shared/thread/activeTurn.ts';
import { isAgentThread, toThreadSummary } from '../shared/thread/threadSummary.ts';
import { checkFolder } from './checkFolder.ts';
import { hasMessage } from './hasMessage.ts';
import { forkedEvents } from './forkedEvents.ts';
import { PolicyReader } from './policyReader.ts';
import { untakenReason } from './steerRefusal.ts';
import { ThreadNotStoredError } from './threadNotStoredError.ts';
import { ThreadPages } from './threadPages.ts';
import { toThreadError } from './threadProblem.ts';

/** The part of a connection that threads need. */
export type ThreadConnection = Pick<CodexConnection, 'request' | 'generation'>;

/** Where connections come from: a running server, started when there is none. */
export interface ThreadServer {
  ensureReady(): Promise<ThreadConnection>;
}

/** The turns that a fork has: up to and with an ended one, before any one, or all. */
export type ForkPart = { readonly lastTurnId?: string } | { readonly beforeTurnId: string };

const threadTitleChars = 200;

function toInput(text: string): UserInput[] {
  return [{ type: 'text', text, text_elements: [] }];
}

type Unloading = Extract<AppEvent, { method: 'thread/closed' | 'thread/archived' | 'thread/deleted' }>;

function isUnloading(event: AppEvent): event is Unloading {
  return ['thread/closed', 'thread/archived', 'thread/deleted'].includes(event.method);
}

/**
 * Starts, resumes, reads and steers threads. Threads are started with their first message, since codex stores
 * nothing before it, and resumed when they are next written to, since a resume takes the thread's writer lock.
 */
export class ThreadService {
  /** Threads the server holds in memory, with the server process that does. */
  private readonly loaded = new Map<string, number>();
  /** Threads that the server is being told to leave. */
  private readonly leaving = new Map<string, Promise<void>>();
  private readonly policies: PolicyReader;
  private readonly pages: ThreadPages;

  constructor(
    private readonly server: ThreadServer,
    private readonly store: Store<AppState, AppEvent>,
    /** Asks, once for each workspace, before a turn runs without a sandbox, wherever that was chosen. */
    private readonly confirmFullAccess: () => Promise<boolean> = () => Promise.resolve(true),
  ) {
    this.policies = new PolicyReader(store);
    this.pages = new ThreadPages(server, store);
    store.subscribe(({ events }) => {
      for (const event of events)
        // Archiving and deleting unload a thread without closing it.
        if (isUnloading(event)) this.loaded.delete(event.params.threadId);
    });
  }

  /** Asks the server, once, which policies there are for threads in `cwd` (absolute). Throws when it is lost. */
  async readPolicies(cwd: string): Promise<void> {
    await this.policies.ensure(await this.server.ensureReady(), cwd);
  }

  /**
   * Starts a thread in `cwd` (absolute), with the workspace's other folders as further roots and the policy that holds
   * for new threads. Throws what the server answered, or a UserError when there is no such folder. Returns the thread's
   * id.
   */
  async start(cwd: string): Promise<string> {
    await checkFolder(cwd);
    const connection = await this.server.ensureReady();
    await this.policies.ensure(connection, cwd);
    const state = this.store.getState();
    const overrides = { ...startFolders(cwd, state), ...startOverrides(state.policy) };
    const choice = state.policy.chosen[choiceKey(null)] ?? {};
    const result = await connection.request('thread/start', overrides);
    const threadId = result.thread.id;
    this.loaded.set(threadId, connection.generation);
    this.see(result.thread, 'complete');
    this.store.dispatch([
      { method: 'host/policyAssigned', params: { threadId, choice } },
      { method: 'host/folderTaken', params: { threadId: null, cwd } },
      { method: 'host/threadSettingsSeen', params: { threadId, settings: fromThreadResult(result) } },
    ]);
    return threadId;
  }

  /**
   * Makes a new thread of the turns of a stored one, of all or of a part. Throws what the server answered, or a UserError
   * for an agent's thread, which cannot be begun anew before a turn. Returns the new thread's id.
   */
  async fork(threadId: string, part: ForkPart): Promise<string> {
    if ('beforeTurnId' in part) this.checkWritable(threadId);
    const connection = await this.server.ensureReady();
    try {
      const result = await connection.request('thread/fork', { threadId, ...part, excludeTurns: true });
      const { id } = result.thread;
      this.loaded.set(id, connection.generation);
      this.store.dispatch(forkedEvents(this.store.getState(), threadId, result));
      return id;
    } catch (error) {
      throw toThreadError(error);
    }
  }

  /**
   * Makes a thread for a side question of the turns of `threadId` that have ended: codex keeps nothing of it, and it can
   * only read. Nobody is asked anything there, so that nothing is written, whatever is chosen for the thread itself.
   * Throws a UserError while no turn has ended, and what the server answered. Returns the new thread's id.
   */
  async forkAside(threadId: string): Promise<string> {
    const thread = this.store.getState().threads[threadId];
    const last = thread?.turns.findLast(({ status }) => status !== 'inProgress');
    if (thread?.history === 'complete' && !last)
      throw new UserError('A side question can be asked once a turn of the thread has ended.');
    const connection = await this.server.ensureReady();
    const result = await connection.request('thread/fork', {
      threadId,
      ephemeral: true,
      excludeTurns: true,
      sandbox: 'read-only',
      approvalPolicy: 'never',
      // What the running turn has done so far is in between: it is left out.
      ...(last && activeTurn(thread) && { lastTurnId: last.id }),
    });
    const { id } = result.thread;
    this.loaded.set(id, connection.generation);
    this.see(result.thread, 'complete');
    return id;
  }

  /** Ends a side question: what runs there is stopped, and nothing of it is kept. Never rejects. */
  async endAside(threadId: string): Promise<void> {
    const turn = activeTurn(this.store.getState().threads[threadId]);
    const generation = this.loaded.get(threadId);
    this.store.dispatch([{ method: 'host/threadForgotten', params: { threadId } }]);
    this.loaded.delete(threadId);
    // Without a server there is nothing to end, and none is started for it.
    if (this.store.getState().server.kind !== 'ready') return;
    try {
      const connection = await this.server.ensureReady();
      if (connection.generation !== generation) return;
      if (turn)
        await connection.request('turn/interrupt', { threadId, turnId: turn.id }).catch(() => undefined);
      await connection.request('thread/unsubscribe', { threadId });
    } catch {
      // Its server is gone, and the thread with it.
    }
  }

  /**
   * Starts a turn with a message. The server echoes `clientId` in the user message's item. Resolves with the id of the
   * turn that takes it: the one that runs, if codex had begun one meanwhile. Throws what the server answered, or
   * ThreadNotStoredError, or a UserError when the working folder is gone or the thread belongs to an agent.
   */
  async send(threadId: string, text: string, clientId: string): Promise<string> {
    this.checkWritable(threadId);
    const connection = await this.load(threadId);
    // Of a thread that was not read yet nobody knew.
    this.checkWritable(threadId);
    this.preview(threadId, text);
    const before = this.store.getState();
    if (isFullAccess(before, threadId) && !(await this.confirmFullAccess()))
      throw new UserError('Full access was not confirmed. Choose another policy, then retry.');
    const folder = workingFolder(before, threadId).cwd;
    if (folder !== null) await checkFolder(folder);
    const isAside = before.summaries[threadId]?.ephemeral === true;
    const { overrides, choice } = isAside ? { overrides: {}, choice: {} } : turnOverrides(before, threadId);
    const folders = turnFolders(before, threadId);
    const message = { threadId, input: toInput(text), clientUserMessageId: clientId };
    const started = await connection.request('turn/start', { ...message, ...folders, ...overrides });
    // A turn that was running after all is steered, and what concerns a new turn only is ignored.
    const isKnown = before.threads[threadId]?.turns.some(({ id }) => id === started.turn.id);
    if (!isKnown && Object.keys(choice).length > 0)
      this.store.dispatch([{ method: 'host/policySent', params: { threadId, choice } }]);
    if (!isKnown && folders.cwd !== undefined)
      this.store.dispatch([{ method: 'host/folderTaken', params: { threadId, cwd: folders.cwd } }]);
    return started.turn.id;
  }

  /**
   * Adds a message to the running turn, and never starts one. Resolves with the turn's id; throws a UserError when no
   * turn runs, or what the server answered.
   */
  async steer(threadId: string, text: string, clientId: string): Promise<string> {
    this.checkWritable(threadId);
    const connection = await this.server.ensureReady();
    const turn = activeTurn(this.store.getState().threads[threadId]);
    if (!turn) throw new UserError(untakenReason);
    const message = { threadId, input: toInput(text), clientUserMessageId: clientId };
    const steered = await connection.request('turn/steer', { ...message, expectedTurnId: turn.id });
    return steered.turnId;
  }

  /** Asks the server to stop the running turn. Its end is told by `turn/completed`. No running turn: no effect. */
  async interrupt(threadId: string): Promise<void> {
    const state = this.store.getState();
    const turn = activeTurn(state.threads[threadId]);
    if (!turn || state.stopping.includes(turn.id)) return;
    this.store.dispatch([{ method: 'host/turnStopping', params: { threadId, turnId: turn.id } }]);
    const connection = await this.server.ensureReady();
    try {
      await connection.request('turn/interrupt', { threadId, turnId: turn.id });
    } catch (error) {
      this.store.dispatch([{ method: 'host/turnStopFailed', params: { threadId, turnId: turn.id } }]);
      // The turn ended while we asked: its `turn/completed` tells, and there is nothing left to stop.
      if (!(error instanceof RpcError)) throw error;
    }
  }

  /** Allows what codex's reviewer denied; the model is told with the next turn. Throws what the server answered. */
  async approveDenied(threadId: string, reviewId: string): Promise<void> {
    const { autoReviews = [] } = this.store.getState().threads[threadId] ?? {};
    const review = autoReviews.find((known) => known.reviewId === reviewId);
    const event = review && !review.overridden ? guardianDeniedEvent(review) : null;
    if (event === null) return;
    const connection = await this.load(threadId);
    await connection.request('thread/approveGuardianDeniedAction', { threadId, event });
    this.store.dispatch([{ method: 'host/denialOverridden', params: { threadId, reviewId } }]);
  }

  /** Loads a stored thread's newest turns into the state, without taking its writer lock. Failure becomes state. */
  open(threadId: string): Promise<void> {
    return this.pages.open(threadId);
  }

  /** Loads the turns before those that the state has of a thread. Failure becomes state. */
  loadOlder(threadId: string): Promise<void> {
    return this.pages.loadOlder(threadId);
  }

  /**
   * Looks whether codex has a message whose echo was lost, or that it may not have stored; if so, that leaves the outbox.
   * The thread is resumed before, since codex lists what it wrote just before it died only then. A thread that codex has
   * not stored has none. Throws what the server answered. Returns whether codex has the message.
   */
  async refresh(threadId: string, clientId: string): Promise<boolean> {
    let connection: ThreadConnection;
    try {
      connection = await this.load(threadId);
    } catch (error) {
      if (error instanceof ThreadNotStoredError) return false;
      throw error;
    }
    // codex stores nothing of a side question: as long as it lives, its events have told all.
    if (this.store.getState().summaries[threadId]?.ephemeral) return false;
    const isWaiting = (): boolean =>
      this.store.getState().outbox.some((entry) => entry.clientId === clientId);
    const wasWaiting = isWaiting();
    try {
      await this.pages.refresh(threadId);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
    }
    if (wasWaiting && !isWaiting()) return true;
    const isStored = await hasMessage(connection, threadId, clientId);
    if (isStored && isWaiting())
      this.store.dispatch([{ method: 'host/messageRemoved', params: { clientId } }]);
    return isStored;
  }

  /**
   * Drops the turns of an idle thread from the state and, if this process made the server load it, tells the server
   * that nobody follows it any more. An agent's thread stays followed: its parent may give it a new task, and then
   * nobody would be told what it asks. Never starts a server. Throws what the server answered.
   */
  async unload(threadId: string): Promise<void> {
    const hasFailed = this.store.getState().threads[threadId]?.turns.at(-1)?.status === 'failed';
    this.store.dispatch([{ method: 'host/threadUnloaded', params: { threadId, hasFailed } }]);
    const generation = this.loaded.get(threadId);
    this.loaded.delete(threadId);
    const { server, summaries } = this.store.getState();
    if (generation === undefined || server.kind !== 'ready' || isAgentThread(summaries[threadId])) return;
    const left = this.unsubscribe(threadId, generation);
    this.leaving.set(threadId, left);
    try {
      await left;
    } finally {
      if (this.leaving.get(threadId) === left) this.leaving.delete(threadId);
    }
  }

  /** codex takes no input for its agents' threads but from their parents. */
  private checkWritable(threadId: string): void {
    if (isAgentThread(this.store.getState().summaries[threadId]))
      throw new UserError('This thread belongs to an agent. It is read-only.');
  }

  private async unsubscribe(threadId: string, generation: number): Promise<void> {
    const connection = await this.server.ensureReady();
    if (connection.generation === generation) await connection.request('thread/unsubscribe', { threadId });
  }

  private async load(threadId: string): Promise<ThreadConnection> {
    // The server may carry out what it was told in another order: a thread that is left after all would be mute.
    await this.leaving.get(threadId)?.catch(() => undefined);
    const connection = await this.server.ensureReady();
    if (this.loaded.get(threadId) === connection.generation) return connection;
    if (this.store.getState().summaries[threadId]?.ephemeral)
      throw new UserError(
        'This side question ended with the Codex that it was asked. Go back to its thread.',
      );
    try {
      const result = await connection.request('thread/resume', { threadId, excludeTurns: true });
      // What codex wrote just before it died is listed only now.
      if (this.loaded.has(threadId)) this.pages.distrust(threadId);
      this.loaded.set(threadId, connection.generation);
      this.see(result.thread, 'partial');
      this.store.dispatch([
        { method: 'host/threadSettingsSeen', params: { threadId, settings: fromThreadResult(result) } },
      ]);
    } catch (error) {
      if (error instanceof RpcError && error.message.includes('no rollout found')) {
        throw new ThreadNotStoredError(threadId, { cause: error });
      }
      throw toThreadError(error);
    }
    return connection;
  }

  private see(thread: Thread, history: 'complete' | 'partial'): void {
    this.store.dispatch([
      { method: 'host/threadSeen', params: { summary: toThreadSummary(thread), history } },
    ]);
  }

  private preview(threadId: string, text: string): void {
    if (this.store.getState().summaries[threadId]?.preview) return;
    const preview = text.trim().slice(0, threadTitleChars);
    this.store.dispatch([{ method: 'host/threadPreviewed', params: { threadId, preview } }]);
  }
}
