import type { ServerNotification } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { coalesce } from '../shared/thread/coalesce.ts';
import { isThreadEvent } from '../shared/thread/threadEvents.ts';
import { unknownThread } from '../shared/thread/threadSummary.ts';

/**
 * Runs `flush` soon, at most about once a frame; `flush` tells what it took. Injected, so that tests decide when. Called
 * again before that with `isUrgent`: the flush does not wait longer than a short frame.
 */
export type ScheduleFlush = (flush: () => number, isUrgent: boolean) => void;

const frameMs = 16;
/** Frames while more comes than a model says at the pace of its tokens, and far more, for a while: nobody reads it. */
const burstFrameMs = 64;
const floodFrameMs = 200;
/** While a flood lasts, each frame is so much longer than the one before, up to the longest. */
const floodStepMs = 20;
const longestFrameMs = 320;
const burstEventsPerMs = 2;
const floodEventsPerMs = 6;

/** A chunk of output counts as the tokens that it is as long as. */
const charsPerEvent = 100;

function weigh({ params }: AppEvent): number {
  const length = 'delta' in params ? String(params.delta).length : 0;
  return Math.max(1, length / charsPerEvent);
}

/**
 * How long after a flush the next one may be, when that one took what had come in `lastFrameMs`. To draw less often leaves
 * the page time for what is typed.
 */
export function frameAfter(events: number, lastFrameMs: number): number {
  const eventsPerMs = events / lastFrameMs;
  if (eventsPerMs <= burstEventsPerMs) return frameMs;
  if (eventsPerMs <= floodEventsPerMs || lastFrameMs <= frameMs) return burstFrameMs;
  return Math.min(longestFrameMs, Math.max(floodFrameMs, lastFrameMs + floodStepMs));
}

/** Flushes at once when the last flush is a frame ago, else when the frame is over. Idle: no timer. */
export function frameScheduler(): ScheduleFlush {
  let lastMs = -Infinity;
  let frame: number = frameMs;
  let timer: NodeJS.Timeout | undefined;
  let isNext = false;
  return (flush, isUrgent) => {
    if (isNext) return;
    const run = (): void => {
      isNext = false;
      lastMs = performance.now();
      frame = frameAfter(flush(), frame);
    };
    clearTimeout(timer);
    const waitMs = (isUrgent ? frameMs : frame) - (performance.now() - lastMs);
    isNext = waitMs <= 0;
    if (isNext) setImmediate(run);
    else timer = setTimeout(run, waitMs);
  };
}

/** Told of any stored thread: they do not say that it is loaded, nor that anything happens in it. */
const listMethods: ReadonlySet<AppEvent['method']> = new Set<AppEvent['method']>([
  'thread/name/updated',
  'thread/archived',
  'thread/unarchived',
  'thread/deleted',
  'thread/closed',
  'thread/status/changed',
]);

/**
 * The one way of notifications into the store. Keeps their order, joins adjacent deltas, folds a batch about once
 * a frame. What must be seen after them (an approval that refers to an item, the loss of the server) calls
 * `flush` first.
 */
export class EventFunnel {
  private pending: AppEvent[] = [];
  private scheduled = false;
  private readonly seenThreads = new Set<string>();

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly schedule: ScheduleFlush,
  ) {}

  /** Takes a notification that the triage table folds; returns false, and ignores it, for any other. */
  push(notification: ServerNotification): boolean {
    if (!isThreadEvent(notification)) return false;
    if (notification.method === 'thread/started') this.seenThreads.add(notification.params.thread.id);
    else if (notification.params.threadId && !listMethods.has(notification.method))
      this.announce(notification.params.threadId);
    this.pending.push(notification);
    // After the end nothing more comes: it is not kept waiting for it.
    const isUrgent = notification.method === 'turn/completed';
    if (!this.scheduled || isUrgent) {
      this.scheduled = true;
      this.schedule(this.flushScheduled, isUrgent);
    }
    return true;
  }

  private readonly flushScheduled = (): number => {
    this.scheduled = false;
    return this.flush();
  };

  /** Makes sure that the state knows a thread before something about it is folded. */
  announce(threadId: string): void {
    if (this.seenThreads.has(threadId)) return;
    this.seenThreads.add(threadId);
    if (this.store.getState().summaries[threadId]) return;
    const summary = unknownThread(threadId);
    this.pending.push({ method: 'host/threadSeen', params: { summary, history: 'complete' } });
  }

  /** Folds what is pending now. Returns how many notifications that were, a long one counted as several. */
  flush(): number {
    const batch = this.pending;
    this.pending = [];
    this.store.dispatch(coalesce(batch));
    return batch.reduce((sum, event) => sum + weigh(event), 0);
  }
}
