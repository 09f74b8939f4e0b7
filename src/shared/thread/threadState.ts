import type {
  ThreadItem,
  ThreadStatus,
  ThreadTokenUsage,
  TurnError,
  TurnPlanStep,
} from '../../protocol/index.ts';
import type { SettledApproval } from '../approvals/approvalState.ts';
import type { AutoReview } from './autoReviews.ts';
import type { BoundedOutput } from '../text/boundedOutput.ts';

/** `open` until `item/completed`; `interrupted` when its turn ended, or a steer replaced it, before that. */
export type ItemProgress = 'open' | 'completed' | 'interrupted';

/** One item of a turn: the protocol's item as it stands now, plus what deltas and the turn's end taught us. */
export interface ItemState {
  readonly item: ThreadItem;
  readonly progress: ItemProgress;
  readonly startedAtMs: number | null;
  readonly completedAtMs: number | null;
  /** commandExecution only: bounded output; the item's own `aggregatedOutput` is kept null. */
  readonly output?: BoundedOutput;
}

export type TurnProgress = 'inProgress' | 'completed' | 'interrupted' | 'failed';

export interface TurnPlan {
  readonly explanation: string | null;
  readonly steps: readonly TurnPlanStep[];
}

export interface TurnState {
  readonly id: string;
  readonly status: TurnProgress;
  readonly items: readonly ItemState[];
  /** The turn's final error, from `turn/completed` (or the `error` that announced it). */
  readonly error: TurnError | null;
  /** Codex's own "Reconnecting… 1/5" while it retries by itself; never terminal. */
  readonly retryMessage: string | null;
  readonly plan: TurnPlan | null;
  /** Unix milliseconds. */
  readonly startedAtMs: number | null;
  readonly durationMs: number | null;
  /** Usage as last reported within this turn. */
  readonly tokenUsage: ThreadTokenUsage | null;
}

/** A line shown between the items, not part of codex's history (lost on reload). */
export interface Notice {
  readonly id: number;
  readonly turnId: string | null;
  readonly kind: 'warning' | 'guardianWarning' | 'modelRerouted';
  readonly message: string;
}

export interface ThreadState {
  readonly id: string;
  readonly turns: readonly TurnState[];
  readonly notices: readonly Notice[];
  /** Requests of this thread that no longer wait, oldest first; not part of codex's history. */
  readonly settled: readonly SettledApproval[];
  /** What codex's own reviewer was asked, oldest first; not part of codex's history. */
  readonly autoReviews: readonly AutoReview[];
  readonly tokenUsage: ThreadTokenUsage | null;
  /** Whether there are turns before those held here: `partial` ones are loaded when the reader comes to them. */
  readonly history: 'complete' | 'loading' | 'failed' | 'partial';
  readonly historyError: string | null;
}

/** What a list of threads shows. Kept for every thread this window has seen. */
export interface ThreadSummary {
  readonly id: string;
  readonly name: string | null;
  readonly preview: string;
  readonly cwd: string;
  readonly parentThreadId: string | null;
  readonly status: ThreadStatus;
  readonly model: string | null;
  readonly modelProvider: string | null;
  readonly effort: string | null;
  /** A side question: codex keeps nothing of it, and it is in no list. */
  readonly ephemeral: boolean;
  /** Unix milliseconds. */
  readonly createdAtMs: number;
  /** Of a thread whose turns were dropped here: whether the last one had failed. */
  readonly hasFailed?: boolean;
}
