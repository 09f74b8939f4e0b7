import { isOutside } from '../text/isOutside.ts';

function baseName(path: string): string {
  return path.split(/[\\/]/).findLast(Boolean) ?? path;
}

/** A folder as a person knows it: the way from its workspace folder, which only several of them need to name. */
export function folderName(path: string, folders: readonly string[]): string {
  const root = folders.findLast((folder) => !isOutside(path, [folder]));
  if (root === undefined) return baseName(path);
  const way = path
    .slice(root.length)
    .replaceAll('\\', '/')
    .replaceAll(/^\/+|\/+$/g, '');
  if (way === '') return baseName(root);
  return folders.length > 1 ? `${baseName(root)}/${way}` : way;
}
