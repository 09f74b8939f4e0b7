import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../writeAtomically.ts';
import { RecentBlobs } from './recentBlobs.ts';
import { type FileContent, isBinary, maxStoredBytes } from './fileContent.ts';

/** Younger blobs are never pruned: another window of the workspace may have written them and not yet its record. */
const minPruneAgeMs = 24 * 60 * 60 * 1000;

/** Far below the age at which a blob may be pruned: what is still in memory is on the disk too. */
const recentAgeMs = 10 * 60 * 1000;
const recentBytes = 4 * 1024 * 1024;

/** Content-addressed files in one folder: bytes are kept once, under their SHA-256, and written atomically. */
export class ContentStore {
  private lastPartial = 0;
  private readonly recent = new RecentBlobs(recentBytes, recentAgeMs);

  /** `folder` (absolute) is made when something is first stored. */
  constructor(private readonly folder: string) {}

  /** Stores the bytes of a file (null: there is none) unless they are binary or too large; tells what they are. */
  async put(bytes: Uint8Array | null): Promise<FileContent> {
    if (bytes === null) return { kind: 'absent' };
    if (bytes.length > maxStoredBytes) return { kind: 'tooLarge' };
    if (isBinary(bytes)) return { kind: 'binary' };
    const hash = createHash('sha256').update(bytes).digest('hex');
    const now = new Date();
    if (this.recent.get(hash, now.getTime())) return { kind: 'blob', hash };
    const file = this.fileOf(hash);
    const isKnown = await utimes(file, now, now).then(
      () => true,
      () => false,
    );
    if (!isKnown) {
      const partial = `${file}.${process.pid}.${++this.lastPartial}.partial`;
      await writeAtomically(file, partial, bytes);
    }
    this.recent.add(hash, bytes, now.getTime());
    return { kind: 'blob', hash };
  }

  /** The bytes under a hash. Throws when they are gone, or are not what their name says. */
  async get(hash: string): Promise<Uint8Array> {
    const recent = this.recent.get(hash, Date.now());
    if (recent) return recent;
    const bytes = await readFile(this.fileOf(hash));
    if (createHash('sha256').update(bytes).digest('hex') !== hash) throw new Error(`${hash} is damaged`);
    return bytes;
  }

  /** Removes what is not in `keep` and has not been stored again for a day. Returns how many blobs were removed. */
  async prune(keep: ReadonlySet<string>, nowMs: number): Promise<number> {
    let removed = 0;
    for (const folder of await readdir(this.folder).catch(() => [])) {
      for (const name of await readdir(path.join(this.folder, folder)).catch(() => [])) {
        const file = path.join(this.folder, folder, name);
        if (keep.has(name) || nowMs - (await stat(file)).mtimeMs < minPruneAgeMs) continue;
        await rm(file);
        this.recent.delete(name);
        removed++;
      }
    }
    return removed;
  }

  private fileOf(hash: string): string {
    return path.join(this.folder, hash.slice(0, 2), hash);
  }
}
