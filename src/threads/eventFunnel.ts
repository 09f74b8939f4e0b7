import type { ServerNotification } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { coalesce } from '../shared/thread/coalesce.ts';
import { isThreadEvent } from '../shared/thread/threadEvents.ts';
import { unknownThread } from '../shared/thread/threadSummary.ts';

/** Runs `flush` soon, at most about once a frame. Injected, so that tests decide when. `flush` tells what it took. */
export type ScheduleFlush = (flush: () => number) => void;

const frameMs = 16;
/** Events in one flush that no model sends at the pace of its tokens: more than anybody reads. */
const burstEvents = 48;
/** While so much comes, drawing less often leaves the page time for what is typed. */
const burstFrameMs = 64;

/** How long after a flush that took `events` the next one may be. */
export function frameAfter(events: number): number {
  return events > burstEvents ? burstFrameMs : frameMs;
}

/** Flushes at once when the last flush is a frame ago, else when the frame is over. Idle: no timer. */
export function frameScheduler(): ScheduleFlush {
  let lastMs = -Infinity;
  let frame = frameMs;
  return (flush) => {
    const run = (): void => {
      lastMs = performance.now();
      frame = frameAfter(flush());
    };
    const waitMs = frame - (performance.now() - lastMs);
    if (waitMs <= 0) setImmediate(run);
    else setTimeout(run, waitMs);
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
    if (!this.scheduled) {
      this.scheduled = true;
      this.schedule(() => {
        this.scheduled = false;
        return this.flush();
      });
    }
    return true;
  }

  /** Makes sure that the state knows a thread before something about it is folded. */
  announce(threadId: string): void {
    if (this.seenThreads.has(threadId)) return;
    this.seenThreads.add(threadId);
    if (this.store.getState().summaries[threadId]) return;
    const summary = unknownThread(threadId);
    this.pending.push({ method: 'host/threadSeen', params: { summary, history: 'complete' } });
  }

  /** Folds what is pending now. Returns how many notifications that were. */
  flush(): number {
    const batch = this.pending;
    this.pending = [];
    this.store.dispatch(coalesce(batch));
    return batch.length;
  }
}
