import type { PermissionPart } from '../../src/shared/approvals/permissionParts.ts';
import { isOutside } from '../../src/shared/text/isOutside.ts';

const projectRoots = 'project_roots';

/** A pattern reaches at least what is below the folders before its first wildcard. */
function patternFolder(pattern: string): string {
  const [fixed = ''] = /^[^*?[\]{}]*/.exec(pattern) ?? [];
  return fixed === pattern ? pattern : fixed.replace(/[^\\/]*$/, '');
}

/**
 * Whether what is asked for reaches outside the workspace's folders. Of the special places only the project's roots are
 * inside. What is denied reaches nothing.
 */
export function isPartOutside(part: PermissionPart, folders: readonly string[]): boolean {
  if (part.access === 'network' || part.access === 'deny') return false;
  switch (part.targetKind) {
    case 'glob': {
      const folder = patternFolder(part.target);
      const steps = part.target.slice(folder.length).split(/[\\/]/);
      return folder === '' || steps.includes('..') || isOutside(folder, folders);
    }
    case 'special':
      return isOutside(`/${part.target}`, [`/${projectRoots}`]);
    default:
      return isOutside(part.target, folders);
  }
}
