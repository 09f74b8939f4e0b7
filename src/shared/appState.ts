import type { ApprovalState } from './approvals/approvalState.ts';
import type { HostEvent } from './hostEvents.ts';
import { initialPolicyState, type PolicyState, type ThreadSettingsState } from './policy/policyState.ts';
import type { ThreadEvent } from './thread/threadEvents.ts';
import type { ThreadState, ThreadSummary } from './thread/threadState.ts';

/** Why there is no server, with what a person needs to mend it. */
export type ServerFailure =
  /** `ignored`: a codex that was found, but inside the opened workspace, from which nothing is ever run. */
  | { readonly kind: 'notFound'; readonly searched: readonly string[]; readonly ignored: readonly string[] }
  | { readonly kind: 'invalidPath'; readonly path: string; readonly reason: string }
  | { readonly kind: 'tooOld'; readonly path: string; readonly version: string; readonly minimum: string }
  /** `details`: the last lines of stderr. `crashLoop`: stopped by the restart policy, only Retry starts it again. */
  | {
      readonly kind: 'startFailed' | 'crashed' | 'crashLoop';
      readonly message: string;
      readonly details: string;
    };

export type ServerState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly version: string; readonly path: string }
  | { readonly kind: 'failed'; readonly failure: ServerFailure };

export type WorkspaceState =
  | { readonly kind: 'noFolder' }
  /** Restricted Mode: nothing is started before the person trusts the workspace. */
  | { readonly kind: 'restricted' }
  /** `folders`: all of the workspace's folders on this machine, `cwd` among them. */
  | { readonly kind: 'ready'; readonly cwd: string; readonly folders: readonly string[] };

export type AccountState =
  { readonly kind: 'unknown' } | { readonly kind: 'signedOut' } | { readonly kind: 'ready' };

/**
 * A message on its way: kept from before it is sent until the server echoes its client id. The queue of a thread is
 * its `queued` entries, in the order of the outbox.
 */
export interface OutboxEntry {
  readonly clientId: string;
  /** null while its thread is being started. */
  readonly threadId: string | null;
  /** The draft it was written in: names the new thread that has no id yet. */
  readonly draftKey: string;
  readonly text: string;
  /** `queued`: waits for the running turn to end. `failed`: waits for the person. */
  readonly status: 'queued' | 'sending' | 'failed';
  /** Why it failed, or why it came back to the queue. */
  readonly error: string | null;
  /** `queued` only: a person edits it, so the queue waits when it is its turn. */
  readonly isHeld: boolean;
}

/**
 * Why the queue of a thread does not go on by itself. `restored`: it comes from an earlier window or server, and nothing
 * is sent that was not asked for in this one.
 */
export type QueuePause = 'asked' | 'interrupted' | 'failed' | 'restored';

/** The whole state. Plain JSON data; the page holds the same type, projected to what its surface shows. */
export interface AppState {
  readonly server: ServerState;
  readonly workspace: WorkspaceState;
  readonly account: AccountState;
  readonly summaries: Readonly<Record<string, ThreadSummary>>;
  readonly threads: Readonly<Record<string, ThreadState>>;
  /** What codex reports to be in force, by thread id. */
  readonly threadSettings: Readonly<Record<string, ThreadSettingsState>>;
  readonly policy: PolicyState;
  readonly approvals: readonly ApprovalState[];
  readonly outbox: readonly OutboxEntry[];
  /** Threads whose queue waits for the person, by thread id. */
  readonly queuePauses: Readonly<Record<string, QueuePause>>;
  /** Threads that finished a turn while nobody looked. */
  readonly unread: readonly string[];
  /** Working folders (absolute) that the person chose, by thread id; `''` is the next new thread. */
  readonly chosenFolders: Readonly<Record<string, string>>;
  /** Turn ids for which an interrupt is on its way. */
  readonly stopping: readonly string[];
  /** By thread: turns that changed files which can be put back, oldest first. Also of threads not loaded. */
  readonly checkpoints: Readonly<Record<string, readonly string[]>>;
}

export type AppEvent = ThreadEvent | HostEvent;

export const initialAppState: AppState = {
  server: { kind: 'stopped' },
  workspace: { kind: 'noFolder' },
  account: { kind: 'unknown' },
  summaries: {},
  threads: {},
  threadSettings: {},
  policy: initialPolicyState,
  approvals: [],
  outbox: [],
  queuePauses: {},
  unread: [],
  chosenFolders: {},
  stopping: [],
  checkpoints: {},
};
