import type { FileUpdateChange } from '../../protocol/index.ts';

/** Where a change moves its file (absolute), or null. */
export function moveTarget({ kind }: Pick<FileUpdateChange, 'kind'>): string | null {
  return (kind.type === 'update' && kind.move_path) || null;
}

/** Every path (absolute) that a change touches: that of the file, and where it is moved. */
export function changedPaths(change: Pick<FileUpdateChange, 'kind' | 'path'>): string[] {
  const target = moveTarget(change);
  return target === null ? [change.path] : [change.path, target];
}
