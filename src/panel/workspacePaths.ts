import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { isWithin } from '../isWithin.ts';

/** Only a path without a scheme or control characters can be a file of the workspace. */
function isPlainPath(path: string): boolean {
  return (
    path.length > 0 && path.length < 4096 && !/^[a-z][a-z0-9+.-]+:/i.test(path) && !/[\p{Cc}]/u.test(path)
  );
}

/**
 * The path as a file inside one of the opened folders, or undefined. Relative paths are tried in `folder` (absolute),
 * where the thread that names them works, then in every opened folder. What leads out of them, by `..` or by a link, is
 * no file of the workspace: the text comes from the model.
 */
export async function findWorkspaceFile(
  text: string,
  folder: string | null,
): Promise<vscode.Uri | undefined> {
  if (!isPlainPath(text)) return undefined;
  const opened = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const roots = await Promise.all(opened.map((root) => realpath(root).catch(() => undefined)));
  for (const base of folder === null ? opened : [folder, ...opened]) {
    const file = await realpath(resolve(base, text)).catch(() => undefined);
    if (!file || !roots.some((root) => root !== undefined && isWithin(file, root))) continue;
    if ((await stat(file)).isFile()) return vscode.Uri.file(file);
  }
  return undefined;
}

/**
 * Opens a file of the workspace at a line and column (both from 1); `folder`: as for `findWorkspaceFile`. Returns false
 * when there is no such file.
 */
export async function openWorkspaceFile(
  path: string,
  folder: string | null,
  line: number | null,
  column: number | null,
): Promise<boolean> {
  const uri = await findWorkspaceFile(path, folder);
  if (!uri) return false;
  const position = new vscode.Position(Math.max(0, (line ?? 1) - 1), Math.max(0, (column ?? 1) - 1));
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(uri, line === null ? { preview: true } : { preview: true, selection });
  return true;
}
