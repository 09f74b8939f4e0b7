function toSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** The path as a person reads it: relative to `cwd` when it lies inside, else as it is. `.` is `cwd` itself. */
export function toRelativePath(path: string, cwd: string | null): string {
  if (!cwd) return path;
  const isWindows = /^(?:[a-z]:)?\\|^[a-z]:/i.test(cwd);
  const folder = (isWindows ? toSlashes(cwd) : cwd).replace(/\/+$/, '');
  const full = isWindows ? toSlashes(path) : path;
  const isSame = (a: string, b: string): boolean =>
    isWindows ? a.toLowerCase() === b.toLowerCase() : a === b;
  if (isSame(full, folder)) return '.';
  return isSame(full.slice(0, folder.length + 1), `${folder}/`) ? path.slice(folder.length + 1) : path;
}
