import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path is a folder, or lies below it. Both absolute and resolved: no `..`, links followed by the caller. */
export function isWithin(file: string, folder: string): boolean {
  const way = relative(folder, file);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
