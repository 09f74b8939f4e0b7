import { stat } from 'node:fs/promises';
import type { ContentStore } from './contentStore.ts';
import { mapParallel, readDisk, readStamped, stampOf, storeContent, storeDisk } from './diskFiles.ts';
import { type FileContent, isSameContent } from './fileContent.ts';
import type { DiskContent } from './patchContent.ts';

const defaultLimits = { files: 5000, bytes: 100 * 1024 * 1024 };

interface Entry {
  /** '' for an absent file. */
  readonly stamp: string;
  readonly content: FileContent;
}

/** A file that is not what it was. */
export interface SnapshotChange {
  readonly path: string;
  readonly before: FileContent;
  readonly after: FileContent;
}

interface Stamp {
  readonly text: string;
  readonly size: number;
  readonly modifiedAtMs: number;
  readonly createdAtMs: number;
}

async function readStamp(path: string): Promise<Stamp | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile()) return undefined;
  const { size, mtimeMs, birthtimeMs } = info;
  return { text: stampOf(info), size, modifiedAtMs: mtimeMs, createdAtMs: birthtimeMs };
}

/**
 * What the files of the workspace held when a turn started, so that files changed by commands can be told and put
 * back. Bounded, and what a turn's commands change too: 5,000 files, 100 MB together each. A turn that writes more is no
 * work to be reviewed file by file, such as an installation or a build; what is above is not told, or not stored. Only
 * files whose time or size changed since the last turn are read.
 */
export class WorkspaceSnapshot {
  private readonly entries = new Map<string, Entry>();
  private isComplete = false;
  private sinceMs = 0;
  /** How much of what changes may still be told and stored until the next snapshot. */
  private filesLeft = 0;
  private bytesLeft = 0;
  private taking: Promise<void> = Promise.resolve();

  /** `list` finds the files (absolute paths), at most as many as it is given; open files come first. */
  constructor(
    private readonly contents: ContentStore,
    private readonly list: (limit: number) => Promise<string[]>,
    private readonly limits = defaultLimits,
  ) {}

  /**
   * Looks at the workspace again; what was written after `sinceMs` (Unix ms) has an unknown content before it. Rejects
   * with what kept the files from being listed; nothing is known then of those not seen before.
   */
  take(sinceMs: number): Promise<void> {
    const scanned = this.taking.then(() => this.scan(sinceMs));
    // Without a snapshot patches are still recorded: nobody else waits for its success.
    this.taking = scanned.catch(() => undefined);
    return scanned;
  }

  /** The content of a file as last seen, or undefined when it was not looked at. */
  async seen(path: string): Promise<FileContent | undefined> {
    await this.taking;
    const entry = this.entries.get(path);
    if (entry) return entry.content;
    return this.isComplete ? { kind: 'absent' } : undefined;
  }

  /**
   * Takes what a file holds now as seen: the change was a patch, the person's own, or ours. Returns what it holds. Throws
   * when it cannot be read or stored.
   */
  async accept(path: string): Promise<DiskContent | undefined> {
    await this.taking;
    const { stamp, content } = await readStamped(path);
    this.entries.set(path, { stamp, content: await storeContent(this.contents, content) });
    return content;
  }

  /** Tells which of the files changed since they were last seen, and takes them as seen. */
  async compare(paths: readonly string[]): Promise<SnapshotChange[]> {
    await this.taking;
    const changes = await mapParallel(paths, (path) => this.compareOne(path));
    return changes.flatMap((change) => change ?? []);
  }

  /** Compares the whole workspace, but for the paths in `held`: what a watcher may have missed. */
  async compareAll(held: ReadonlySet<string>): Promise<SnapshotChange[]> {
    await this.taking;
    const present = [...this.entries].filter(([, { stamp }]) => stamp !== '').map(([path]) => path);
    const all = new Set([...present, ...(await this.list(this.limits.files))]);
    return this.compare([...all].filter((path) => !held.has(path)));
  }

  private async compareOne(path: string): Promise<SnapshotChange | undefined> {
    const known = this.entries.get(path);
    const stamp = await readStamp(path);
    if ((stamp?.text ?? '') === known?.stamp || (!stamp && !known)) return undefined;
    if (this.filesLeft <= 0) return undefined;
    this.filesLeft -= 1;
    this.bytesLeft -= stamp?.size ?? 0;
    const after =
      this.bytesLeft < 0 && stamp ? { kind: 'tooLarge' as const } : await storeDisk(this.contents, path);
    this.entries.set(path, { stamp: stamp?.text ?? '', content: after });
    const isNew = this.isComplete || (stamp !== undefined && stamp.createdAtMs > this.sinceMs);
    const before = known?.content ?? (isNew ? { kind: 'absent' as const } : { kind: 'unknown' as const });
    return isSameContent(before, after) ? undefined : { path, before, after };
  }

  private async scan(sinceMs: number): Promise<void> {
    this.sinceMs = sinceMs;
    this.filesLeft = this.limits.files;
    this.bytesLeft = this.limits.bytes;
    this.isComplete = false;
    const paths = await this.list(this.limits.files + 1);
    let bytesLeft = this.limits.bytes;
    const listed = new Set(paths);
    for (const path of this.entries.keys()) if (!listed.has(path)) this.entries.delete(path);
    await mapParallel(paths.slice(0, this.limits.files), async (path) => {
      const stamp = await readStamp(path);
      if (!stamp) return;
      bytesLeft -= stamp.size;
      if (this.entries.get(path)?.stamp === stamp.text) return;
      const content = await this.contentAtStart(path, stamp, bytesLeft);
      // What was written too late to be seen before must not pass for unchanged when it is compared.
      const isLate = content.kind === 'absent' || content.kind === 'unknown';
      this.entries.set(path, { stamp: isLate ? '' : stamp.text, content });
    });
    this.isComplete = paths.length <= this.limits.files;
  }

  private async contentAtStart(path: string, stamp: Stamp, bytesLeft: number): Promise<FileContent> {
    // Creation times of a copy or of some file systems lie: only one within the turn says that there was nothing.
    if (stamp.modifiedAtMs > this.sinceMs)
      return stamp.createdAtMs > this.sinceMs ? { kind: 'absent' } : { kind: 'unknown' };
    if (bytesLeft < 0) return { kind: 'tooLarge' };
    const bytes = await readDisk(path);
    if (bytes === undefined) return { kind: 'tooLarge' };
    const again = await readStamp(path);
    return again?.text === stamp.text ? this.contents.put(bytes) : { kind: 'unknown' };
  }
}
