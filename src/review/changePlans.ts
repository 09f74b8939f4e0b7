import type { FileRecord, RecordRef, ThreadLog } from './changeLog.ts';
import { type FileContent, isKnown } from './fileContent.ts';

/** A file with changes that wait for a verdict. */
export interface OpenFile {
  readonly path: string;
  readonly movedFrom: string | null;
  /** What the changes are compared with and undone to. */
  readonly baseline: FileContent;
  /** As codex left it. */
  readonly after: FileContent;
  readonly source: FileRecord['source'];
  readonly records: readonly RecordRef[];
}

/** One file to put back: from what codex left (`base`) to `target`; edits made since `base` are merged. */
export interface UndoStep {
  readonly path: string;
  readonly base: FileContent;
  readonly target: FileContent;
  readonly records: readonly RecordRef[];
}

function groupByPath(files: readonly FileRecord[]): Map<string, FileRecord[]> {
  const groups = new Map<string, FileRecord[]>();
  for (const file of files) {
    const group = groups.get(file.path);
    if (group) group.push(file);
    else groups.set(file.path, [file]);
  }
  return groups;
}

function toRef({ turnId, path }: FileRecord): RecordRef {
  return { turnId, path };
}

/** The files of a thread that have open changes, in the order in which they were first changed. */
export function openFiles(log: ThreadLog): OpenFile[] {
  const groups = groupByPath(log.files.filter(({ status }) => status === 'open'));
  return [...groups].flatMap(([path, records]) => {
    const [first] = records;
    const last = records.at(-1);
    if (!first || !last) return [];
    return {
      path,
      movedFrom: records.find(({ movedFrom }) => movedFrom !== null)?.movedFrom ?? null,
      baseline: log.baselines[path] ?? first.before,
      after: last.after,
      source: records.some(({ source }) => source === 'command') ? 'command' : 'patch',
      records: records.map(toRef),
    };
  });
}

/** Paths that belong together: with a moved file, the place it came from. */
function withPartners(files: readonly OpenFile[], paths: ReadonlySet<string>): OpenFile[] {
  const sources = new Set(files.filter(({ path }) => paths.has(path)).map(({ movedFrom }) => movedFrom));
  return files.filter(({ path, movedFrom }) => {
    return paths.has(path) || sources.has(path) || (movedFrom !== null && paths.has(movedFrom));
  });
}

/** The open files named by `paths`, and where they were moved from or to; all with null. */
export function selectOpen(log: ThreadLog, paths: readonly string[] | null): OpenFile[] {
  const files = openFiles(log);
  return paths === null ? files : withPartners(files, new Set(paths));
}

/** How to undo the open changes of some files (with where they were moved from), or of the whole thread with null. */
export function planUndo(log: ThreadLog, paths: readonly string[] | null): UndoStep[] {
  return selectOpen(log, paths).map(({ path, after, baseline, records }) => ({
    path,
    base: after,
    target: baseline,
    records,
  }));
}

/** How to undo the open changes of one turn; what later turns did to the same files stays. */
export function planTurnUndo(log: ThreadLog, turnId: string): UndoStep[] {
  const baselines = new Map(openFiles(log).map((file) => [file.path, file]));
  return log.files
    .filter((file) => file.turnId === turnId && file.status === 'open')
    .map((file) => {
      const open = baselines.get(file.path);
      const isFirst = open?.records[0]?.turnId === turnId;
      const target = isFirst && open ? open.baseline : file.before;
      return { path: file.path, base: file.after, target, records: [toRef(file)] };
    });
}

/**
 * How to get the files back to how they were before the first of `turnIds` touched them; `turnIds` are the turns from
 * a checkpoint on. Whatever happened to the changes since, kept or undone, does not matter.
 */
export function planRestore(log: ThreadLog, turnIds: ReadonlySet<string>): UndoStep[] {
  const groups = groupByPath(log.files.filter(({ turnId }) => turnIds.has(turnId)));
  return [...groups].flatMap(([path, records]) => {
    const [first] = records;
    const last = records.at(-1);
    if (!first || !last) return [];
    return { path, base: last.after, target: first.before, records: records.map(toRef) };
  });
}

/** The turns that changed files which can be put back, in the order of their first change. */
export function checkpointTurns(log: ThreadLog): string[] {
  const turns = log.files.filter(({ before }) => isKnown(before)).map(({ turnId }) => turnId);
  return [...new Set(turns)];
}
