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
 * The path as a file inside one of the opened folders, or undefined. Relative paths are tried in every folder. What
 * leads out of the folder, by `..` or by a link, is no file of the workspace: the text comes from the model.
 */
export async function findWorkspaceFile(text: string): Promise<vscode.Uri | undefined> {
  if (!isPlainPath(text)) return undefined;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const file = await realpath(resolve(uri.fsPath, text)).catch(() => undefined);
    const root = await realpath(uri.fsPath).catch(() => undefined);
    if (!file || !root || !isWithin(file, root)) continue;
    if ((await stat(file)).isFile()) return vscode.Uri.file(file);
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
