import { stat } from 'node:fs/promises';
import { UserError } from '../errors.ts';

/** Throws a UserError when `folder` (absolute) is not there: codex would take it, and fail with every command. */
export async function checkFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new UserError(
      `The working folder ${folder} does not exist any more. Choose another one, then retry.`,
    );
}
