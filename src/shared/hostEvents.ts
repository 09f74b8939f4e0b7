import type { Turn } from '../protocol/index.ts';
import type { ApprovalContent, ApprovalState, ChangePlaces } from './approvals/approvalState.ts';
import type { AccountState, AppEvent, ServerState, WorkspaceState } from './appState.ts';
import type { OutboxEvent } from './outbox/outboxEvents.ts';
import type { PolicyEvent } from './policy/policyEvents.ts';
import type { ThreadEvent } from './thread/threadEvents.ts';
import type { ThreadState, ThreadSummary, TurnState } from './thread/threadState.ts';

/** What happened in the extension host, in the past tense. Folded beside the protocol's own notifications. */
export type HostEvent =
  | PolicyEvent
  | OutboxEvent
  | { method: 'host/serverChanged'; params: { server: ServerState } }
  | { method: 'host/workspaceChanged'; params: { workspace: WorkspaceState } }
  | { method: 'host/accountChanged'; params: { account: AccountState } }
  /** The server process is gone: what was running is interrupted, what was asked can no longer be answered. */
  | { method: 'host/serverLost'; params: { generation: number } }
  | { method: 'host/threadSeen'; params: { summary: ThreadSummary; history: 'complete' | 'partial' } }
  | { method: 'host/threadPreviewed'; params: { threadId: string; preview: string } }
  | { method: 'host/historyRequested'; params: { threadId: string } }
  /** So many UTF-16 units of a command's output were left out here, which nobody would keep: see `shortenDelta`. */
  | {
      method: 'host/outputSkipped';
      params: { threadId: string; turnId: string; itemId: string; skipped: number };
    }
  /** Turns of stored history, oldest first. */
  | { method: 'host/historyLoaded'; params: { threadId: string; turns: readonly Turn[]; complete: boolean } }
  | { method: 'host/historyFailed'; params: { threadId: string; message: string } }
  /** For one page only: turns that the host holds and the page did not, oldest first, all before those it has. */
  | {
      method: 'host/turnsShown';
      params: { threadId: string; turns: readonly TurnState[] } & Pick<
        ThreadState,
        'history' | 'historyError'
      >;
    }
  /** For one page only: something about a turn before those it has. All of it is folded but the turn. */
  | { method: 'host/hiddenTurnChanged'; params: { threadId: string; event: ThreadEvent } }
  /** Turns are missing after this one: it and those before it were dropped, and are loaded when they are asked for. */
  | { method: 'host/turnsDropped'; params: { threadId: string; lastTurnId: string } }
  /**
   * The turns that this window held of an idle thread were dropped; they are read again when it is next shown.
   * `hasFailed`: whether the last one had, for lists.
   */
  | { method: 'host/threadUnloaded'; params: { threadId: string; hasFailed: boolean } }
  /** A side question is over: codex keeps nothing of its thread, and neither does the host. */
  | { method: 'host/threadForgotten'; params: { threadId: string } }
  /** A turn of the thread ended while nobody looked; or somebody looks now. */
  | { method: 'host/threadUnread' | 'host/threadRead'; params: { threadId: string } }
  /** The working folder (absolute) of a thread, or of the next new one (null). */
  | { method: 'host/folderChosen'; params: { threadId: string | null; cwd: string } }
  /** codex took it: what is in force is what codex reports. */
  | { method: 'host/folderTaken'; params: { threadId: string | null; cwd: string } }
  | { method: 'host/approvalRequested'; params: { approval: ApprovalState } }
  | {
      method: 'host/approvalAnswered';
      params: { approvalId: string; optionId: string; content: ApprovalContent | null };
    }
  /** The disk was looked at for the paths of a file change that waits. */
  | { method: 'host/changePlacesSeen'; params: { approvalId: string; places: ChangePlaces } }
  /** The person changed, or reset, what the review of a file change proposes. */
  | { method: 'host/proposalEdited'; params: { approvalId: string; edited: boolean } }
  /** `turnIds`: all turns of the thread that changed files which can be put back. */
  | { method: 'host/checkpointsChanged'; params: { threadId: string; turnIds: readonly string[] } }
  | { method: 'host/turnStopping' | 'host/turnStopFailed'; params: { threadId: string; turnId: string } };

/** Whether an event is of the extension host, and not codex's own notification. */
export function isHostEvent(event: AppEvent): event is HostEvent {
  return event.method.startsWith('host/');
}
