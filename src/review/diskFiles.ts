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

/** The bytes of a file (absolute path), null when there is no such file, undefined when it cannot be held in memory. */
export async function readDisk(path: string): Promise<DiskContent | undefined> {
  try {
    const info = await stat(path);
    if (!info.isFile()) return undefined;
    return info.size > maxStoredBytes ? undefined : await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** Stores what a file (absolute path) holds now, and tells what that is. */
export async function storeDisk(contents: ContentStore, path: string): Promise<FileContent> {
  const bytes = await readDisk(path);
  return bytes === undefined ? { kind: 'tooLarge' } : contents.put(bytes);
}
