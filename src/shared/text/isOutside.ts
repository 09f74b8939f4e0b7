interface Place {
  /** The drive, the share or `/`; '' for a path that is relative. */
  readonly root: string;
  readonly segments: readonly string[];
}

const windowsPath = /^[a-z]:|^\\/i;

function toPlace(path: string, windows: boolean): Place {
  if (!windows) {
    return { root: path.startsWith('/') ? '/' : '', segments: path.split('/').filter(Boolean) };
  }
  const slashed = path
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^\/\/[?.]\/(?:unc\/)?/, (prefix) => (prefix.endsWith('unc/') ? '//' : ''));
  const root = /^(?:[a-z]:(?=\/|$)|\/\/[^/]+\/+[^/]+|\/|[a-z]:)/.exec(slashed)?.[0] ?? '';
  return { root, segments: slashed.slice(root.length).split('/').filter(Boolean) };
}

/** Without `.` and `..`. null: more steps up than there are folders. */
function resolve(segments: readonly string[]): string[] | null {
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === '..') {
      if (resolved.length === 0) return null;
      resolved.pop();
    } else if (segment !== '.') resolved.push(segment);
  }
  return resolved;
}

/**
 * Whether a path lies outside all of the folders `roots` (absolute). By its letters only: links are not followed. A
 * relative path starts at the first of them. Windows paths are told by `roots`, and compared as Windows does: without
 * case, with either slash. What cannot be told, such as a path of a drive's current folder, counts as outside.
 */
export function isOutside(path: string, roots: readonly string[]): boolean {
  const [first] = roots;
  if (first === undefined || path === '~' || /^~[\\/]/.test(path)) return true;
  const windows = windowsPath.test(first);
  const given = toPlace(path, windows);
  // Windows drops dots and spaces at a name's end, so that such a name may be one of `.` and `..`.
  if (windows && given.segments.some((name) => /^[. ]+$/.test(name) && name !== '.' && name !== '..'))
    return true;
  const base = toPlace(first, windows);
  const full =
    given.root === '' ? { root: base.root, segments: [...base.segments, ...given.segments] } : given;
  const target = resolve(full.segments);
  if (!target) return true;
  return !roots.some((root) => {
    const folder = toPlace(root, windows);
    const names = resolve(folder.segments);
    return (
      names !== null &&
      folder.root !== '' &&
      folder.root === full.root &&
      names.every((name, index) => target[index] === name)
    );
  });
}
