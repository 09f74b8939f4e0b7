import * as vscode from 'vscode';

/** Only a path without a scheme or control characters can be a file of the workspace. */
function isPlainPath(path: string): boolean {
  return (
    path.length > 0 && path.length < 4096 && !/^[a-z][a-z0-9+.-]+:/i.test(path) && !/[\p{Cc}]/u.test(path)
  );
}

/** The path as a file inside one of the opened folders, or undefined. Relative paths are tried in every folder. */
export async function findWorkspaceFile(path: string): Promise<vscode.Uri | undefined> {
  if (!isPlainPath(path)) return undefined;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const isAbsolute = path.startsWith('/') || /^[a-z]:[\\/]/i.test(path);
    const candidate = isAbsolute ? vscode.Uri.file(path) : vscode.Uri.joinPath(uri, path);
    const root = uri.path.endsWith('/') ? uri.path : `${uri.path}/`;
    if (!candidate.path.startsWith(root)) continue;
    try {
      const { type } = await vscode.workspace.fs.stat(candidate);
      if (type & vscode.FileType.File)
        return candidate.with({ scheme: uri.scheme, authority: uri.authority });
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** Opens a file of the workspace at a line and column (both from 1). Returns false when there is no such file. */
export async function openWorkspaceFile(
  path: string,
  line: number | null,
  column: number | null,
): Promise<boolean> {
  const uri = await findWorkspaceFile(path);
  if (!uri) return false;
  const position = new vscode.Position(Math.max(0, (line ?? 1) - 1), Math.max(0, (column ?? 1) - 1));
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(uri, line === null ? { preview: true } : { preview: true, selection });
  return true;
}
