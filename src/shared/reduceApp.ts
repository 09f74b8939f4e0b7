import type { ThreadItem } from '../protocol/index.ts';
import type { AppEvent, AppState } from './appState.ts';
import type { ApprovalState } from './approvals/approvalState.ts';
import { settleApprovals } from './approvals/settleApprovals.ts';
import { isHostEvent, type HostEvent } from './hostEvents.ts';
import { isOutboxEvent } from './outbox/outboxEvents.ts';
import { reduceOutbox } from './outbox/outboxReducer.ts';
import { reduceQueuePauses } from './outbox/queuePauses.ts';
import { reducePolicy } from './policy/policyReducer.ts';
import { overrideAutoReview } from './thread/autoReviews.ts';
import { agentThreadIds } from './thread/knowsThread.ts';
import type { ThreadEvent } from './thread/threadEvents.ts';
import { addHistory, dropTurns, emptyThread, interruptThread, reduceThread } from './thread/threadReducer.ts';
import type { ThreadState, ThreadSummary } from './thread/threadState.ts';
import { isAgentThread, toThreadSummary, unknownThread } from './thread/threadSummary.ts';

function updateSummary(state: AppState, threadId: string, change: Partial<ThreadSummary>): AppState {
  const summary = state.summaries[threadId];
  if (!summary) return state;
  return { ...state, summaries: { ...state.summaries, [threadId]: { ...summary, ...change } } };
}

function updateThread(
  state: AppState,
  threadId: string,
  update: (thread: ThreadState) => ThreadState,
): AppState {
  const thread = state.threads[threadId];
  if (!thread) return state;
  const next = update(thread);
  return next === thread ? state : { ...state, threads: { ...state.threads, [threadId]: next } };
}

function updateApproval(
  state: AppState,
  approvalId: string,
  update: (approval: ApprovalState) => ApprovalState,
): AppState {
  const approvals = state.approvals.map((item) => (item.id === approvalId ? update(item) : item));
  return { ...state, approvals };
}

function forgetThread(state: AppState, threadId: string): AppState {
  const { [threadId]: _summary, ...summaries } = state.summaries;
  const { [threadId]: _thread, ...threads } = state.threads;
  const { [threadId]: _folder, ...chosenFolders } = state.chosenFolders;
  const approvals = state.approvals.filter((approval) => approval.threadId !== threadId);
  const unread = state.unread.filter((id) => id !== threadId);
  return { ...state, summaries, threads, approvals, unread, chosenFolders };
}

/** Leaves no trace of a side question, or of a deleted thread. */
function eraseThread(before: AppState, threadId: string): AppState {
  const state = forgetThread(before, threadId);
  const { [threadId]: _pause, ...queuePauses } = state.queuePauses;
  const { [threadId]: _turns, ...checkpoints } = state.checkpoints;
  const outbox = state.outbox.filter((entry) => entry.threadId !== threadId);
  return { ...state, queuePauses, checkpoints, outbox };
}

function addThread(state: AppState, summary: ThreadSummary, history: ThreadState['history']): AppState {
  const threads = state.threads[summary.id]
    ? state.threads
    : { ...state.threads, [summary.id]: emptyThread(summary.id, history) };
  const known = state.summaries[summary.id];
  // An announcement, which knows nothing but the id, may come after the parent's item told whose agent it is.
  if (known && summary.cwd === '') return { ...state, threads };
  // An agent keeps the name that its parent's items give it; codex's own nickname is for want of that.
  const previews = [summary.preview, known?.preview ?? ''];
  const [first = '', second = ''] = isAgentThread(summary) ? previews.toReversed() : previews;
  const merged = { ...summary, preview: first || second };
  return { ...state, threads, summaries: { ...state.summaries, [summary.id]: merged } };
}

/**
 * Sub-agents often come without `thread/started`, and their first turn after the parent's item that made them: the
 * parent's items tell whose they are, and what they are called.
 */
function adoptAgents(state: AppState, parentThreadId: string, item: ThreadItem): AppState {
  const preview = item.type === 'subAgentActivity' ? item.agentPath : '';
  return agentThreadIds(item).reduce((next, id) => {
    const known = next.summaries[id];
    if (id === parentThreadId || (known && known.parentThreadId !== null)) return next;
    if (known) return updateSummary(next, id, { parentThreadId, preview: known.preview || preview });
    const summary = { ...unknownThread(id), parentThreadId, preview, status: { type: 'notLoaded' as const } };
    return addThread(next, summary, 'partial');
  }, state);
}

/** What codex does not store of the thread stays. Also pages that do not hold it are told how its last turn ended. */
function unloadThread(state: AppState, threadId: string, hasFailed: boolean): AppState {
  return updateThread(updateSummary(state, threadId, { hasFailed }), threadId, (thread) => ({
    ...thread,
    turns: [],
    history: 'partial',
    historyError: null,
  }));
}

function reduceThreadEvent(state: AppState, event: ThreadEvent): AppState {
  switch (event.method) {
    case 'thread/started': {
      const { thread } = event.params;
      // A fork starts with the history of its source, which is not told; that of a side question cannot be read.
      const isWhole = thread.forkedFromId === null || thread.ephemeral;
      return addThread(state, toThreadSummary(thread), isWhole ? 'complete' : 'partial');
    }
    case 'thread/status/changed':
      return updateSummary(state, event.params.threadId, { status: event.params.status });
    case 'thread/name/updated':
      return updateSummary(state, event.params.threadId, { name: event.params.threadName ?? null });
    case 'thread/closed': {
      const { threadId } = event.params;
      const closed = updateSummary(state, threadId, { status: { type: 'notLoaded' } });
      return settleApprovals(
        updateThread(closed, threadId, interruptThread),
        'threadClosed',
        (item) => item.threadId === threadId,
      );
    }
    case 'thread/archived':
      return forgetThread(state, event.params.threadId);
    case 'thread/deleted':
      return eraseThread(state, event.params.threadId);
    case 'serverRequest/resolved': {
      const { threadId, requestId } = event.params;
      return settleApprovals(
        state,
        'withdrawn',
        (item) => item.requestId === requestId && item.threadId === threadId,
      );
    }
    case 'turn/completed': {
      const { threadId, turn } = event.params;
      const ended = updateThread(state, threadId, (thread) => reduceThread(thread, event));
      const stopping = state.stopping.filter((id) => id !== turn.id);
      return settleApprovals(
        { ...ended, stopping },
        'turnEnded',
        (item) => item.threadId === threadId && item.turnId === turn.id,
      );
    }
    case 'item/started':
    case 'item/completed': {
      const { threadId, item } = event.params;
      const next = updateThread(state, threadId, (thread) => reduceThread(thread, event));
      if (item.type !== 'userMessage') return adoptAgents(next, threadId, item);
      if (item.clientId === null) return next;
      return { ...next, outbox: next.outbox.filter(({ clientId }) => clientId !== item.clientId) };
    }
    default: {
      const { threadId } = event.params;
      return threadId ? updateThread(state, threadId, (thread) => reduceThread(thread, event)) : state;
    }
  }
}

function loseServer(before: AppState): AppState {
  const state = settleApprovals(before, 'serverLost', () => true);
  const threads = Object.fromEntries(
    Object.values(state.threads).map((item) => [item.id, interruptThread(item)]),
  );
  const summaries = Object.fromEntries(
    Object.values(state.summaries).map((item) => [
      item.id,
      { ...item, status: { type: 'notLoaded' as const } },
    ]),
  );
  return { ...state, threads, summaries, stopping: [] };
}

function reduceHostEvent(state: AppState, event: HostEvent): AppState {
  if (isOutboxEvent(event)) return reduceOutbox(state, event);
  switch (event.method) {
    case 'host/serverChanged':
      return { ...state, server: event.params.server };
    case 'host/workspaceChanged':
      return { ...state, workspace: event.params.workspace };
    case 'host/accountChanged':
      return { ...state, account: event.params.account };
    case 'host/serverLost':
      return loseServer(state);
    case 'host/threadSeen':
      return addThread(state, event.params.summary, event.params.history);
    case 'host/threadPreviewed':
      return updateSummary(state, event.params.threadId, { preview: event.params.preview });
    case 'host/outputSkipped':
      return updateThread(state, event.params.threadId, (thread) => reduceThread(thread, event));
    case 'host/historyRequested':
      return updateThread(state, event.params.threadId, (thread) => ({
        ...thread,
        history: 'loading',
        historyError: null,
      }));
    case 'host/historyLoaded': {
      const { threadId, turns, complete } = event.params;
      const items = turns.flatMap((turn) => turn.items);
      const echoed = new Set(items.map((item) => (item.type === 'userMessage' ? item.clientId : null)));
      const outbox = state.outbox.filter(({ clientId }) => !echoed.has(clientId));
      return updateThread({ ...state, outbox }, threadId, (thread) => addHistory(thread, turns, complete));
    }
    case 'host/historyFailed': {
      const { threadId, message } = event.params;
      // The thread may be known by its id only, from the last window: the panel must show why it is empty.
      const thread = state.threads[threadId] ?? emptyThread(threadId, 'failed');
      const failed = { ...thread, history: 'failed' as const, historyError: message };
      return { ...state, threads: { ...state.threads, [threadId]: failed } };
    }
    case 'host/turnsShown': {
      const { threadId, turns, history, historyError } = event.params;
      return updateThread(state, threadId, (thread) => ({
        ...thread,
        turns: [...turns, ...thread.turns],
        history,
        historyError,
      }));
    }
    case 'host/hiddenTurnChanged': {
      const { threadId, event: hidden } = event.params;
      const turns = state.threads[threadId]?.turns ?? [];
      return updateThread(reduceThreadEvent(state, hidden), threadId, (thread) => ({ ...thread, turns }));
    }
    case 'host/threadForgotten':
      return eraseThread(state, event.params.threadId);
    case 'host/turnsDropped': {
      const { threadId, lastTurnId } = event.params;
      return updateThread(state, threadId, (thread) => dropTurns(thread, lastTurnId));
    }
    case 'host/threadUnloaded':
      return unloadThread(state, event.params.threadId, event.params.hasFailed);
    case 'host/threadUnread': {
      const { threadId } = event.params;
      if (state.summaries[threadId]?.ephemeral) return state;
      return state.unread.includes(threadId) ? state : { ...state, unread: [...state.unread, threadId] };
    }
    case 'host/threadRead': {
      const { threadId } = event.params;
      if (!state.unread.includes(threadId)) return state;
      return { ...state, unread: state.unread.filter((id) => id !== threadId) };
    }
    case 'host/folderChosen': {
      const { threadId, cwd } = event.params;
      return { ...state, chosenFolders: { ...state.chosenFolders, [threadId ?? '']: cwd } };
    }
    case 'host/folderTaken': {
      const { [event.params.threadId ?? '']: chosen, ...others } = state.chosenFolders;
      // What was chosen since is for the next time.
      return chosen === event.params.cwd ? { ...state, chosenFolders: others } : state;
    }
    case 'host/approvalRequested':
      return { ...state, approvals: [...state.approvals, event.params.approval] };
    case 'host/approvalAnswered': {
      const { approvalId, optionId, content } = event.params;
      return updateApproval(state, approvalId, (approval) => ({
        ...approval,
        status: 'answering',
        answeredOptionId: optionId,
        answeredContent: content,
      }));
    }
    case 'host/changePlacesSeen': {
      const { approvalId, places } = event.params;
      return updateApproval(state, approvalId, (approval) =>
        approval.kind === 'fileChange' ? { ...approval, places } : approval,
      );
    }
    case 'host/proposalEdited': {
      const { approvalId, edited } = event.params;
      return updateApproval(state, approvalId, (approval) =>
        approval.kind === 'fileChange' ? { ...approval, edited } : approval,
      );
    }
    case 'host/checkpointsChanged': {
      const { threadId, turnIds } = event.params;
      return { ...state, checkpoints: { ...state.checkpoints, [threadId]: turnIds } };
    }
    case 'host/denialOverridden':
      return updateThread(state, event.params.threadId, (thread) =>
        overrideAutoReview(thread, event.params.reviewId),
      );
    case 'host/threadSettingsSeen':
    case 'host/policyAssigned':
    case 'host/policyLimitsRead':
    case 'host/policyRestored':
    case 'host/policyChosen':
    case 'host/policySent':
      return state;
    case 'host/turnStopping':
      return { ...state, stopping: [...state.stopping, event.params.turnId] };
    case 'host/turnStopFailed':
      return { ...state, stopping: state.stopping.filter((id) => id !== event.params.turnId) };
    default:
      return event satisfies never;
  }
}

/**
 * The one reducer: pure, and the same in the host and in the page. Unchanged parts keep their identity, and an
 * event about something unknown changes nothing.
 */
export function reduceApp(before: AppState, event: AppEvent): AppState {
  const state = reducePolicy(before, event);
  const after = isHostEvent(event) ? reduceHostEvent(state, event) : reduceThreadEvent(state, event);
  return reduceQueuePauses(state, after, event);
}
