import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { maxStoredBytes, type FileContent } from './fileContent.ts';
import type { ContentStore } from './contentStore.ts';
import type { DiskContent } from './patchContent.ts';

const parallel = 16;

/** Runs `work` for every item, a few at a time; the results come in the order of the items. */
export async function mapParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
  return results;
}

/** A file as it was read. */
export interface StampedContent {
  /** Of another one the file was written since; '' where there is no file. Never newer than the content. */
  readonly stamp: string;
  /** The bytes, null when there is no such file, undefined when it cannot be held in memory. */
  readonly content: DiskContent | undefined;
}

/** The stamp of a file with these facts. */
export function stampOf({ mtimeMs, size }: Pick<Stats, 'mtimeMs' | 'size'>): string {
  return `${mtimeMs}:${size}`;
}

/** Reads a file (absolute path). Throws when it is there and cannot be read. */
export async function readStamped(path: string): Promise<StampedContent> {
  try {
    const info = await stat(path);
    if (!info.isFile()) return { stamp: '', content: undefined };
    return { stamp: stampOf(info), content: info.size > maxStoredBytes ? undefined : await readFile(path) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { stamp: '', content: null };
    throw error;
  }
}

/** The bytes of a file (absolute path), null when there is no such file, undefined when it cannot be held in memory. */
export async function readDisk(path: string): Promise<DiskContent | undefined> {
  return (await readStamped(path)).content;
}

/** Stores what was read of a file, and tells what that is. */
export async function storeContent(
  contents: ContentStore,
  content: DiskContent | undefined,
): Promise<FileContent> {
  return content === undefined ? { kind: 'tooLarge' } : contents.put(content);
}

/** Stores what a file (absolute path) holds now, and tells what that is. */
export async function storeDisk(contents: ContentStore, path: string): Promise<FileContent> {
  return storeContent(contents, await readDisk(path));
}
