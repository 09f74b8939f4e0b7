import type { FileUpdateChange } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { changedPaths, moveTarget } from '../shared/diff/changedPaths.ts';
import type { Store } from '../shared/store.ts';
import { activeTurn } from '../shared/thread/activeTurn.ts';
import { findItem, type ItemRef } from '../shared/thread/findItem.ts';
import type { FileChanged } from './changeLog.ts';
import { mapParallel, readDisk, storeContent } from './diskFiles.ts';
import type { FileContent } from './fileContent.ts';
import { contentBefore, type DiskContent, takeBack } from './patchContent.ts';
import type { ReviewModel } from './reviewModel.ts';
import type { SnapshotChange, WorkspaceSnapshot } from './workspaceSnapshot.ts';

/** The part of a watch that the tracker needs. */
export interface Watch {
  readonly isRunning: boolean;
  start(): void;
  take(held: ReadonlySet<string>): string[];
  stop(): void;
}

type Task =
  | { readonly kind: 'patch'; readonly ref: ItemRef; readonly changes: readonly FileUpdateChange[] }
  | { readonly kind: 'command' | 'turnEnd'; readonly threadId: string; readonly turnId: string };

async function mapPaths<T>(
  paths: readonly string[],
  work: (path: string) => Promise<T>,
): Promise<Map<string, T>> {
  return new Map(await mapParallel(paths, async (path) => [path, await work(path)] as const));
}

/** Tasks are numbered as they come. */
type Queued = Task & { readonly number: number };

function pathsOf(changes: readonly FileUpdateChange[]): string[] {
  return [...new Set(changes.flatMap(changedPaths))];
}

function keyOf({ threadId, turnId, itemId }: ItemRef): string {
  return JSON.stringify([threadId, turnId, itemId]);
}

/**
 * Records what codex changes, with what was there before. Patches: read when announced and again when applied; codex
 * is often faster than that, and then the patch is taken back out of what it left. Commands: by a watch and a snapshot
 * of the workspace while a turn runs. The listener only queues; files are read in batches beside it.
 */
export class ChangeTracker {
  private readonly unsubscribe: () => void;
  private readonly captures = new Map<string, Map<string, Promise<DiskContent | undefined>>>();
  private readonly queue: Queued[] = [];
  /** How many patches in the queue change a path. */
  private readonly queuedPaths = new Map<string, number>();
  private lastNumber = 0;
  /** The last task that was queued before the workspace was looked at: what touched paths tell, and as a whole. */
  private readonly looked = { touched: 0, all: 0 };
  private draining = false;
  /** A snapshot was begun for the turn that runs or is about to. */
  private prepared = false;
  /** Turns in which a command ran, with their threads: only these are worth looking at the whole workspace. */
  private readonly commandTurns = new Map<string, string>();

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly model: ReviewModel,
    private readonly snapshot: WorkspaceSnapshot,
    private readonly watch: Watch,
    private readonly onError: (error: unknown) => void,
  ) {
    this.unsubscribe = store.subscribe(({ events }) => {
      for (const event of events) this.queueEvent(event);
    });
  }

  dispose(): void {
    this.unsubscribe();
    this.watch.stop();
  }

  private queueEvent(event: AppEvent): void {
    // A side question changes nothing, and nothing of it is kept.
    const threadId =
      event.method === 'host/messageSubmitted'
        ? event.params.entry.threadId
        : 'threadId' in event.params && event.params.threadId;
    if (threadId && this.store.getState().summaries[threadId]?.ephemeral) return undefined;
    switch (event.method) {
      case 'host/messageSubmitted':
      case 'turn/started':
        return this.prepare();
      case 'host/messageFailed':
      case 'host/messageRemoved':
        return this.push({ kind: 'turnEnd', threadId: '', turnId: '' });
      case 'item/started':
      case 'item/completed': {
        const { threadId, turnId, item } = event.params;
        if (item.type === 'commandExecution' || item.type === 'mcpToolCall') {
          this.commandTurns.set(turnId, threadId);
          if (event.method === 'item/completed') this.push({ kind: 'command', threadId, turnId });
        }
        if (item.type !== 'fileChange') return undefined;
        const ref = { threadId, turnId, itemId: item.id };
        if (event.method === 'item/started') this.capture(ref, item.changes);
        else if (item.status === 'completed') this.push({ kind: 'patch', ref, changes: item.changes });
        else this.captures.delete(keyOf(ref));
        return undefined;
      }
      case 'host/approvalAnswered': {
        const approvals = this.store.getState().approvals;
        const approval = approvals.find(({ id }) => id === event.params.approvalId);
        if (approval?.kind === 'fileChange' && approval.answeredOptionId?.startsWith('accept'))
          this.capture(approval, approval.changes);
        return undefined;
      }
      case 'turn/completed':
        return this.push({ kind: 'turnEnd', threadId: event.params.threadId, turnId: event.params.turn.id });
      case 'thread/closed':
      case 'host/serverLost':
        for (const [turnId, threadId] of this.commandTurns)
          if (event.method === 'host/serverLost' || event.params.threadId === threadId)
            this.push({ kind: 'turnEnd', threadId, turnId });
        return this.push({ kind: 'turnEnd', threadId: '', turnId: '' });
      case 'thread/deleted':
        void this.model.forget(event.params.threadId).catch(this.onError);
        return undefined;
      default:
        return undefined;
    }
  }

  /** From before the message is sent: a command may run a moment after. */
  private prepare(): void {
    if (this.prepared) return;
    this.prepared = true;
    this.watch.start();
    void this.snapshot.take(Date.now()).catch(this.onError);
  }

  /** Reads the files of a patch that is about to be applied. A later read wins where the earlier one failed. */
  private capture(ref: ItemRef, changes: readonly FileUpdateChange[]): void {
    const key = keyOf(ref);
    const paths = pathsOf(changes);
    const read = Promise.resolve().then(() =>
      mapParallel(paths, (path) => readDisk(path).catch(() => undefined)),
    );
    const captured = new Map(paths.map((path, index) => [path, read.then((all) => all[index])] as const));
    this.captures.set(key, captured);
  }

  private push(task: Task): void {
    this.lastNumber += 1;
    this.queue.push({ ...task, number: this.lastNumber });
    if (task.kind === 'patch')
      for (const path of pathsOf(task.changes))
        this.queuedPaths.set(path, (this.queuedPaths.get(path) ?? 0) + 1);
    if (this.draining) return;
    this.draining = true;
    void this.drain();
  }

  private async drain(): Promise<void> {
    // Let the whole batch of events arrive: later patches of one file help to tell what an earlier one found.
    await Promise.resolve();
    for (let task = this.queue.shift(); task; task = this.queue.shift()) {
      try {
        await this.run(task);
      } catch (error) {
        this.onError(error);
      }
    }
    this.draining = false;
  }

  private async run(task: Queued): Promise<void> {
    if (task.kind === 'patch') {
      this.unqueuePaths(task.changes);
      return this.recordPatch(task.ref, task.changes);
    }
    const { threadId, turnId, number } = task;
    const isKnown = this.watch.isRunning && turnId !== '';
    const isOfAll = task.kind === 'turnEnd' && this.commandTurns.has(turnId);
    // What had ended when the workspace was looked at has been seen: one look is enough for all of that.
    const isSeen = number <= (isOfAll ? this.looked.all : this.looked.touched);
    if (isKnown && !isSeen) await this.recordCommands(threadId, turnId, isOfAll);
    if (task.kind === 'turnEnd') this.endTurn(turnId);
    return undefined;
  }

  private unqueuePaths(changes: readonly FileUpdateChange[]): void {
    for (const path of pathsOf(changes)) {
      const left = (this.queuedPaths.get(path) ?? 0) - 1;
      if (left > 0) this.queuedPaths.set(path, left);
      else this.queuedPaths.delete(path);
    }
  }

  private endTurn(turnId: string): void {
    this.commandTurns.delete(turnId);
    if (Object.values(this.store.getState().threads).some(activeTurn)) return;
    if (this.queue.length > 0) return;
    this.watch.stop();
    this.captures.clear();
    this.prepared = false;
  }

  private async recordPatch(ref: ItemRef, changes: readonly FileUpdateChange[]): Promise<void> {
    const captured = this.captures.get(keyOf(ref));
    this.captures.delete(keyOf(ref));
    const paths = pathsOf(changes);
    const known = await mapPaths(
      changes.map(({ path }) => path),
      (path) => this.knownAt(path),
    );
    const present = await mapPaths(paths, (path) => this.leftAt(path));
    const recorded = await mapParallel(changes, async (change): Promise<FileChanged[]> => {
      const { path } = change;
      const target = moveTarget(change) ?? change.path;
      const after = present.get(target);
      const seen = await captured?.get(path);
      const before = after === undefined ? seen : contentBefore(change, seen, known.get(path), after);
      const source = 'patch';
      const stored = {
        before: before === undefined ? ({ kind: 'unknown' } as const) : await this.model.contents.put(before),
        after: await storeContent(this.model.contents, after),
      };
      if (target === path) return [{ path, source, ...stored, movedFrom: null }];
      const replaced = await this.replacedBy(target, captured, after);
      return [
        { path, source, before: stored.before, after: { kind: 'absent' }, movedFrom: null },
        { path: target, source, before: replaced, after: stored.after, movedFrom: path },
      ];
    });
    const { threadId, turnId } = ref;
    await this.model.dispatch(threadId, { type: 'changed', turnId, files: recorded.flat() });
  }

  /** What was at the place that a file was moved to: nothing, unless it was seen. */
  private async replacedBy(
    target: string,
    captured: ReadonlyMap<string, Promise<DiskContent | undefined>> | undefined,
    after: DiskContent | undefined,
  ): Promise<FileContent> {
    const seen = await captured?.get(target);
    if (seen && after && Buffer.compare(seen, after) !== 0) return this.model.contents.put(seen);
    return { kind: 'absent' };
  }

  /**
   * What a patch left in a file: what is there now, with the patches taken back that came after it. What is there is
   * no change of a command.
   */
  private async leftAt(path: string): Promise<DiskContent | undefined> {
    let content = await this.snapshot.accept(path);
    if (!this.queuedPaths.has(path)) return content;
    const later = this.queue.flatMap((task) => (task.kind === 'patch' ? task.changes : []));
    for (const change of later.toReversed()) {
      if (!changedPaths(change).includes(path)) continue;
      if (content === undefined || (moveTarget(change) ?? change.path) !== change.path) return content;
      const earlier = takeBack(change, content);
      if (earlier === undefined) return content;
      content = earlier;
    }
    return content;
  }

  /** What the snapshot saw at a path; undefined when it saw nothing, or nothing that was kept. */
  private async knownAt(path: string): Promise<DiskContent | undefined> {
    const seen = await this.snapshot.seen(path);
    if (seen?.kind === 'absent') return null;
    return seen?.kind === 'blob' ? this.model.contents.get(seen.hash) : undefined;
  }

  /** Records what commands changed since the last look: what was touched, or `isOfAll`, for a turn's end, all files. */
  private async recordCommands(threadId: string, turnId: string, isOfAll: boolean): Promise<void> {
    const held = this.heldPaths();
    this.looked.touched = this.lastNumber;
    const touched = this.watch.take(held);
    let changes: SnapshotChange[] = await this.snapshot.compare(touched);
    if (isOfAll) {
      this.looked.all = this.lastNumber;
      changes = [...changes, ...(await this.snapshot.compareAll(held))];
    }
    if (changes.length === 0) return;
    const files = changes.map((change) => ({ ...change, source: 'command' as const, movedFrom: null }));
    await this.model.dispatch(threadId, { type: 'changed', turnId, files });
  }

  /** Files of patches that are under way: their changes are not those of a command. */
  private heldPaths(): Set<string> {
    const state = this.store.getState();
    const open = [...this.captures.keys()].flatMap((key) => {
      const [threadId = '', turnId = '', itemId = ''] = JSON.parse(key) as string[];
      const item = findItem(state, { threadId, turnId, itemId });
      return item?.progress === 'open' && item.item.type === 'fileChange' ? pathsOf(item.item.changes) : [];
    });
    return new Set([...this.queuedPaths.keys(), ...open]);
  }
}
