import * as vscode from 'vscode';
import type { WorkspaceState } from './shared/appState.ts';

/**
 * What the opened workspace allows: nothing without a folder on this machine or before it is trusted. Where the active
 * editor shows nothing of the workspace (an output, a setting), the working folder stays at `lastCwd` (absolute).
 */
export function currentWorkspace(lastCwd?: string): WorkspaceState {
  const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  const [first] = folders;
  if (!first) return { kind: 'noFolder' };
  if (!vscode.workspace.isTrusted) return { kind: 'restricted' };
  const active = vscode.window.activeTextEditor?.document.uri;
  const activeRoot = active && vscode.workspace.getWorkspaceFolder(active);
  const folder =
    folders.find(({ uri }) => uri.toString() === activeRoot?.uri.toString()) ??
    folders.find(({ uri }) => uri.fsPath === lastCwd) ??
    first;
  return { kind: 'ready', cwd: folder.uri.fsPath, folders: folders.map(({ uri }) => uri.fsPath) };
}

/** Tells when folders come or go, or the workspace becomes trusted. */
export function onDidChangeWorkspace(listener: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeWorkspaceFolders(listener),
    vscode.workspace.onDidGrantWorkspaceTrust(listener),
  );
}
