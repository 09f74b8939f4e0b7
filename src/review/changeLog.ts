import { type FileContent, isSameContent } from './fileContent.ts';

/** What became of a change: it waits for a verdict, was kept, or was taken back. */
export type ChangeStatus = 'open' | 'kept' | 'undone';

/** One file that one turn changed, by patches, or by commands (found by watching). Paths are absolute. */
export interface FileRecord {
  readonly turnId: string;
  readonly path: string;
  readonly source: 'patch' | 'command';
  /** Content before the turn first touched the file, and after it last did. */
  readonly before: FileContent;
  readonly after: FileContent;
  readonly status: ChangeStatus;
  /** Where a patch moved the file from. */
  readonly movedFrom: string | null;
}

export type UndoKind = 'hunk' | 'file' | 'turn' | 'thread' | 'restore';

/** What an undo replaced, so that it can be redone, also by a later run of the extension. */
export interface UndoRecord {
  readonly id: string;
  readonly atMs: number;
  readonly kind: UndoKind;
  readonly entries: readonly {
    readonly path: string;
    readonly replaced: FileContent;
    readonly wrote: FileContent;
  }[];
  /** As they were before the undo. */
  readonly statuses: readonly { turnId: string; path: string; status: ChangeStatus }[];
  readonly baselines: Readonly<Record<string, FileContent>>;
}

/** All that is remembered of the changes of one thread. Plain JSON data, kept in one file. */
export interface ThreadLog {
  readonly version: 1;
  readonly threadId: string;
  readonly title: string;
  readonly updatedAtMs: number;
  /** In the order in which turns first touched files. */
  readonly files: readonly FileRecord[];
  /** Baselines that are not the content before the first open change: a hunk of the file was kept. By path. */
  readonly baselines: Readonly<Record<string, FileContent>>;
  /** Oldest first; the last one is redone first. */
  readonly undone: readonly UndoRecord[];
}

/** A file as a turn changed it once more. */
export type FileChanged = Pick<FileRecord, 'path' | 'source' | 'before' | 'after' | 'movedFrom'>;

/** Names the record of a file in a turn. */
export type RecordRef = Pick<FileRecord, 'turnId' | 'path'>;

export type LogEvent =
  | { readonly type: 'changed'; readonly turnId: string; readonly files: readonly FileChanged[] }
  | { readonly type: 'kept'; readonly records: readonly RecordRef[] }
  | { readonly type: 'baselineMoved'; readonly path: string; readonly baseline: FileContent }
  /** `undo` lacks what the log itself knows: how things were before. */
  | {
      readonly type: 'undone';
      readonly undo: Pick<UndoRecord, 'id' | 'atMs' | 'kind' | 'entries'>;
      readonly records: readonly RecordRef[];
    }
  /** The files of an undo were written, but for those in `failed`: these are as before the undo. */
  | { readonly type: 'written'; readonly undoId: string; readonly failed: readonly string[] }
  | { readonly type: 'redone'; readonly undoId: string };

const maxUndone = 50;

/** The log of a thread that has changed nothing. */
export function emptyLog(threadId: string): ThreadLog {
  return { version: 1, threadId, title: '', updatedAtMs: 0, files: [], baselines: {}, undone: [] };
}

function keyOf({ turnId, path }: RecordRef): string {
  return JSON.stringify([turnId, path]);
}

/** Drops the moved baselines of files that have no open change any more. */
function dropBaselines(log: ThreadLog): ThreadLog {
  const open = new Set(log.files.filter(({ status }) => status === 'open').map(({ path }) => path));
  const entries = Object.entries(log.baselines);
  const left = entries.filter(([path]) => open.has(path));
  return left.length === entries.length ? log : { ...log, baselines: Object.fromEntries(left) };
}

function setStatus(log: ThreadLog, records: readonly RecordRef[], status: ChangeStatus): ThreadLog {
  const keys = new Set(records.map(keyOf));
  const files = log.files.map((file) => (keys.has(keyOf(file)) ? { ...file, status } : file));
  return dropBaselines({ ...log, files });
}

function addChanges(log: ThreadLog, turnId: string, changed: readonly FileChanged[]): ThreadLog {
  const files = [...log.files];
  const indexes = new Map(files.map((file, index) => [keyOf(file), index]));
  const baselines = { ...log.baselines };
  for (const change of changed) {
    const { path } = change;
    const index = indexes.get(keyOf({ turnId, path }));
    const known = index === undefined ? undefined : files[index];
    if (index === undefined || !known) {
      indexes.set(keyOf({ turnId, path }), files.length);
      files.push({ ...change, turnId, status: 'open' });
      continue;
    }
    // The turn goes on with a file about which the person has decided: what they review starts here.
    const isReopened = known.status !== 'open' && baselines[path] === undefined;
    if (isReopened && !files.some((file) => file.path === path && file.status === 'open'))
      baselines[path] = change.before;
    const movedFrom = change.movedFrom ?? known.movedFrom;
    files[index] = { ...known, after: change.after, movedFrom, status: 'open' };
  }
  return { ...log, files, baselines };
}

/** A baseline that was moved hunk by hunk is behind, once the turn that it began with is kept as a whole. */
function passBaselines(before: ThreadLog, after: ThreadLog): ThreadLog {
  const firstOpen = ({ files }: ThreadLog, path: string): string | undefined =>
    files.find((file) => file.path === path && file.status === 'open')?.turnId;
  const entries = Object.entries(after.baselines);
  const left = entries.filter(([path]) => firstOpen(before, path) === firstOpen(after, path));
  return left.length === entries.length ? after : { ...after, baselines: Object.fromEntries(left) };
}

/** Undoing a turn below a later one: what the later one is compared with loses the undone change too. */
function lowerBaselines(log: ThreadLog, records: readonly RecordRef[]): ThreadLog {
  const keys = new Set(records.map(keyOf));
  const baselines = { ...log.baselines };
  for (const undone of log.files.filter((file) => keys.has(keyOf(file)))) {
    const later = log.files.find(({ path, status }) => path === undone.path && status === 'open');
    if (later && isSameContent(baselines[undone.path] ?? later.before, undone.after))
      baselines[undone.path] = undone.before;
  }
  return { ...log, baselines };
}

/** Folds one event into the log. Pure; an event about something unknown changes nothing. */
export function reduceLog(log: ThreadLog, event: LogEvent): ThreadLog {
  switch (event.type) {
    case 'changed':
      return addChanges(log, event.turnId, event.files);
    case 'kept':
      return passBaselines(log, setStatus(log, event.records, 'kept'));
    case 'baselineMoved':
      return { ...log, baselines: { ...log.baselines, [event.path]: event.baseline } };
    case 'undone': {
      const keys = new Set(event.records.map(keyOf));
      const statuses = log.files
        .filter((file) => keys.has(keyOf(file)))
        .map(({ turnId, path, status }) => ({ turnId, path, status }));
      const undo: UndoRecord = { ...event.undo, statuses, baselines: log.baselines };
      const undone = [...log.undone, undo].slice(-maxUndone);
      return lowerBaselines(setStatus({ ...log, undone }, event.records, 'undone'), event.records);
    }
    case 'written': {
      const undo = log.undone.find(({ id }) => id === event.undoId);
      if (!undo || event.failed.length === 0) return log;
      const failed = new Set(event.failed);
      const statuses = new Map(
        undo.statuses.filter(({ path }) => failed.has(path)).map((record) => [keyOf(record), record.status]),
      );
      const files = log.files.map((file) => ({ ...file, status: statuses.get(keyOf(file)) ?? file.status }));
      const entries = undo.entries.filter(({ path }) => !failed.has(path));
      const undone = log.undone.map((each) => (each === undo ? { ...undo, entries } : each));
      const lost = Object.entries(undo.baselines).filter(([path]) => failed.has(path));
      return { ...log, files, undone, baselines: { ...log.baselines, ...Object.fromEntries(lost) } };
    }
    case 'redone': {
      const undo = log.undone.find(({ id }) => id === event.undoId);
      if (!undo) return log;
      const undone = log.undone.filter(({ id }) => id !== event.undoId);
      const statuses = new Map(undo.statuses.map((record) => [keyOf(record), record.status]));
      const files = log.files.map((file) => ({ ...file, status: statuses.get(keyOf(file)) ?? file.status }));
      const touched = new Set(undo.statuses.map(({ path }) => path));
      const baselines = Object.fromEntries([
        ...Object.entries(log.baselines).filter(([path]) => !touched.has(path)),
        ...Object.entries(undo.baselines).filter(([path]) => touched.has(path)),
      ]);
      return dropBaselines({ ...log, undone, files, baselines });
    }
    default:
      return event satisfies never;
  }
}
