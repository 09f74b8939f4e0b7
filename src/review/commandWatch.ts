import path from 'node:path';
import * as vscode from 'vscode';
import { readIgnoredGlobs } from '../config.ts';
import { createGlobMatcher } from './globMatcher.ts';

interface WatchedFolder {
  readonly uri: vscode.Uri;
  isIgnored(file: string): boolean;
}

function watchedFolders(): WatchedFolder[] {
  const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  return folders.map(({ uri }) => {
    const matches = createGlobMatcher(readIgnoredGlobs(uri));
    return {
      uri,
      isIgnored: (file) => matches(path.relative(uri.fsPath, file).replaceAll(path.sep, '/')),
    };
  });
}

/** Lists the files of the opened folders (absolute paths) without the ignored ones, open documents first. */
export async function listWorkspaceFiles(limit: number): Promise<string[]> {
  const found = new Set<string>();
  for (const folder of watchedFolders()) {
    const left = limit - found.size;
    if (left <= 0) break;
    const pattern = new vscode.RelativePattern(folder.uri, '**/*');
    const exclude = `{${readIgnoredGlobs(folder.uri).join(',')}}`;
    for (const uri of await vscode.workspace.findFiles(pattern, exclude, left))
      if (!folder.isIgnored(uri.fsPath)) found.add(uri.fsPath);
  }
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri.fsPath).filter((file) => found.has(file));
  return [...new Set([...open, ...found])];
}

/** Watches the opened folders, less what is ignored, from `start` to `stop`: never while no turn runs. */
export class CommandWatch {
  private watchers: vscode.Disposable | undefined;
  private readonly touched = new Set<string>();

  /** `onOwn` gets files (absolute) that the person saved, made, moved or deleted in the editor meanwhile. */
  constructor(private readonly onOwn: (file: string) => void) {}

  get isRunning(): boolean {
    return this.watchers !== undefined;
  }

  start(): void {
    if (this.watchers) return;
    const own = (uris: readonly vscode.Uri[]): void => {
      for (const uri of uris) if (uri.scheme === 'file') this.onOwn(uri.fsPath);
    };
    const watchers = watchedFolders().map((folder) => {
      const pattern = new vscode.RelativePattern(folder.uri, '**/*');
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const touch = ({ fsPath }: vscode.Uri): void => {
        if (!folder.isIgnored(fsPath)) this.touched.add(fsPath);
      };
      watcher.onDidChange(touch);
      watcher.onDidCreate(touch);
      watcher.onDidDelete(touch);
      return watcher;
    });
    this.watchers = vscode.Disposable.from(
      ...watchers,
      vscode.workspace.onDidSaveTextDocument(({ uri }) => own([uri])),
      vscode.workspace.onDidCreateFiles(({ files }) => own(files)),
      vscode.workspace.onDidDeleteFiles(({ files }) => own(files)),
      vscode.workspace.onDidRenameFiles(({ files }) =>
        own(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
      ),
    );
  }

  /** The files seen to change since the last call, except those in `held`, which stay for the next. */
  take(held: ReadonlySet<string>): string[] {
    const taken = [...this.touched].filter((file) => !held.has(file));
    for (const file of taken) this.touched.delete(file);
    return taken;
  }

  stop(): void {
    this.watchers?.dispose();
    this.watchers = undefined;
    this.touched.clear();
  }
}
