import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Emitter, type Event } from 'vscode-jsonrpc/node';
import { StateFile } from '../panel/stateFile.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { threadTitle } from '../shared/thread/threadSummary.ts';
import { emptyLog, type LogEvent, reduceLog, type ThreadLog } from './changeLog.ts';
import { checkpointTurns } from './changePlans.ts';
import { ContentStore } from './contentStore.ts';
import type { FileContent } from './fileContent.ts';

/** The logs of more threads than this are forgotten, the oldest first. */
const maxThreads = 50;

/** Which thread's log changed. */
export interface ReviewChange {
  readonly threadId: string;
  /**
   * The paths (absolute) that the change may concern, with what codex has just left there; undefined: the disk tells.
   * null: any paths.
   */
  readonly paths: ReadonlyMap<string, FileContent | undefined> | null;
}

function isLog(value: unknown): value is ThreadLog {
  const log = value as Partial<ThreadLog> | undefined;
  return log?.version === 1 && typeof log.threadId === 'string' && Array.isArray(log.files);
}

function hashesOf(log: ThreadLog): string[] {
  const contents: FileContent[] = [
    ...log.files.flatMap(({ before, after }) => [before, after]),
    ...Object.values(log.baselines),
    ...log.undone.flatMap((undo) => [
      ...undo.entries.flatMap(({ replaced, wrote }) => [replaced, wrote]),
      ...Object.values(undo.baselines),
    ]),
  ];
  return contents.flatMap((content) => (content.kind === 'blob' ? [content.hash] : []));
}

function pathsOf(event: LogEvent, log: ThreadLog): Map<string, FileContent | undefined> {
  const unread = (records: readonly { path: string }[]): Map<string, undefined> =>
    new Map(records.map(({ path }) => [path, undefined]));
  switch (event.type) {
    case 'changed':
      return new Map(event.files.map(({ path, after }) => [path, after]));
    case 'kept':
      return unread(event.records);
    case 'undone':
      return unread([...event.records, ...event.undo.entries]);
    case 'baselineMoved':
      return unread([event]);
    case 'written':
    case 'redone': {
      const undo = log.undone.find(({ id }) => id === event.undoId);
      return unread(undo ? [...undo.entries, ...undo.statuses] : []);
    }
    default:
      return event satisfies never;
  }
}

/**
 * What codex changed in this workspace, by thread: one log each, changed by events only, on the disk a moment after
 * each change and there again after a restart. Tells the panel which turns have files that can be put back.
 */
export class ReviewModel {
  readonly contents: ContentStore;
  private readonly logs = new Map<string, ThreadLog>();
  private readonly files = new Map<string, StateFile>();
  private readonly changed = new Emitter<ReviewChange>();
  private loading: Promise<void> | undefined;

  /** `folder` (absolute) holds everything; nothing is read before `load`. */
  constructor(
    private readonly folder: string,
    private readonly store: Store<AppState, AppEvent>,
    private readonly onError: (error: unknown) => void,
  ) {
    this.contents = new ContentStore(path.join(folder, 'blobs'));
  }

  get onDidChange(): Event<ReviewChange> {
    return this.changed.event;
  }

  /** Reads the logs of earlier runs, once; later calls wait for the same. Never rejects. */
  load(): Promise<void> {
    this.loading ??= this.read().catch((error: unknown) => this.onError(error));
    return this.loading;
  }

  /** The logs, the one changed last first. */
  all(): ThreadLog[] {
    return [...this.logs.values()].sort((a, b) => b.updatedAtMs - a.updatedAtMs);
  }

  get(threadId: string): ThreadLog {
    return this.logs.get(threadId) ?? emptyLog(threadId);
  }

  /** Folds an event into a thread's log. Resolves when that is on the disk. */
  async dispatch(threadId: string, event: LogEvent): Promise<void> {
    await this.load();
    const before = this.get(threadId);
    const { summaries } = this.store.getState();
    const summary = summaries[threadId];
    // A sub-agent has no title of its own.
    const parent = summary?.parentThreadId ? summaries[summary.parentThreadId] : undefined;
    const title = threadTitle(summary) || threadTitle(parent) || before.title;
    const next = { ...reduceLog(before, event), title, updatedAtMs: Date.now() };
    this.logs.set(threadId, next);
    this.announce(next);
    this.changed.fire({ threadId, paths: pathsOf(event, before) });
    await this.fileOf(threadId).update('log', next);
  }

  /** Forgets a thread that was deleted. */
  async forget(threadId: string): Promise<void> {
    await this.load();
    if (!this.logs.delete(threadId)) return;
    this.changed.fire({ threadId, paths: null });
    this.files.delete(threadId);
    await rm(this.pathOf(threadId), { force: true });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private announce(log: ThreadLog): void {
    const { threadId } = log;
    const turnIds = checkpointTurns(log);
    const known = this.store.getState().checkpoints[threadId] ?? [];
    if (turnIds.length === known.length && turnIds.every((id, index) => id === known[index])) return;
    this.store.dispatch([{ method: 'host/checkpointsChanged', params: { threadId, turnIds } }]);
  }

  private async read(): Promise<void> {
    const names = await readdir(path.join(this.folder, 'threads')).catch(() => []);
    const logs = names
      .filter((name) => name.endsWith('.json'))
      .map((name) => this.fileOf(decodeURIComponent(name.slice(0, -'.json'.length))).get<unknown>('log'))
      .filter(isLog)
      .sort((a, b) => b.updatedAtMs - a.updatedAtMs);
    for (const log of logs.slice(0, maxThreads)) {
      this.logs.set(log.threadId, log);
      this.announce(log);
      this.changed.fire({ threadId: log.threadId, paths: null });
    }
    for (const { threadId } of logs.slice(maxThreads)) await rm(this.pathOf(threadId), { force: true });
    const keep = new Set([...this.logs.values()].flatMap(hashesOf));
    await this.contents.prune(keep, Date.now());
  }

  private pathOf(threadId: string): string {
    return path.join(this.folder, 'threads', `${encodeURIComponent(threadId)}.json`);
  }

  private fileOf(threadId: string): StateFile {
    const known = this.files.get(threadId);
    if (known) return known;
    const file = new StateFile(this.pathOf(threadId), this.onError);
    this.files.set(threadId, file);
    return file;
  }
}
