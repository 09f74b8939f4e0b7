import { readCurrentFile } from './currentFile.ts';

/** A file's text as the person sees it: the open document with its unsaved edits, else the disk. Absent: undefined. */
export async function readCurrentText(path: string): Promise<string | undefined> {
  return (await readCurrentFile(path)).text;
}
