import { realpath } from 'node:fs';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { isWithin } from '../isWithin.ts';

// Not the native one, which also spells names as the disk does: only links count here.
const resolveLinks = promisify(realpath);

/** Where a path leads: links followed, also of the folders of what does not exist yet. Throws for a link to nothing. */
async function placeOf(file: string): Promise<string> {
  const isThere = await lstat(file).then(
    () => true,
    () => false,
  );
  const folder = path.dirname(file);
  if (isThere || folder === file) return resolveLinks(file);
  return path.join(await placeOf(folder), path.basename(file));
}

/**
 * Whether writing to `file` (absolute) would, by a link, write somewhere else than its path says: out of `folders` (the
 * opened ones, absolute) for a file in one of them, anywhere else for any other. codex is kept from writing there by its
 * sandbox; what a person undoes or accepts is written without one.
 */
export async function leadsElsewhere(file: string, folders: readonly string[]): Promise<boolean> {
  try {
    const place = await placeOf(file);
    if (folders.some((folder) => isWithin(file, folder))) {
      const places = await Promise.all(folders.map(placeOf));
      return !places.some((folder) => isWithin(place, folder));
    }
    // Links at the top, such as macOS's `/tmp`, are the system's.
    const { root } = path.parse(file);
    const top = path.join(root, path.relative(root, file).split(path.sep)[0] ?? '');
    return place !== path.join(await placeOf(top), path.relative(top, file));
  } catch {
    return true;
  }
}
