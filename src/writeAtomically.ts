import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file (absolute path) that only its owner may read, by way of `partial` beside it: at any moment it is there as
 * a whole, or as it was. Makes its folder if there is none. Throws what the file system does.
 */
export async function writeAtomically(
  file: string,
  partial: string,
  data: string | Uint8Array,
): Promise<void> {
  const write = (): Promise<void> => writeFile(partial, data, { mode: 0o600 });
  await write().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    await mkdir(path.dirname(file), { recursive: true });
    await write();
  });
  await rename(partial, file);
}
