import * as vscode from 'vscode';

interface ProposalFile {
  readonly bytes: Uint8Array;
  readonly mtime: number;
  readonly readOnly: boolean;
}

/** Reads UTF-8 with its byte order mark, if it has one. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/**
 * The files of reviews, held in memory as a file system, so that VS Code's editors can write what is proposed. A file
 * is named by its path, for name and language, and by the URI's query, which tells files of one path apart.
 */
export class ProposalFiles implements vscode.FileSystemProvider {
  private readonly files = new Map<string, ProposalFile>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly written = new vscode.EventEmitter<vscode.Uri>();
  /** A person saved a file. */
  readonly onDidWrite = this.written.event;
  private readonly registration: vscode.Disposable;
  private lastTime = Date.now();

  constructor(readonly scheme: string) {
    this.registration = vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true }),
      this.changed,
      this.written,
    );
  }

  /** Makes or replaces a file; an open document that is not dirty follows. */
  set(path: string, query: string, text: string, readOnly: boolean): vscode.Uri {
    const uri = vscode.Uri.file(path).with({ scheme: this.scheme, query });
    const known = this.files.get(uri.toString());
    if (known && decode(known.bytes) === text) return uri;
    this.put(uri, new TextEncoder().encode(text), readOnly);
    const type = known ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.changed.fire([{ type, uri }]);
    return uri;
  }

  /** The saved text of a file, or undefined when there is none. */
  read(uri: vscode.Uri): string | undefined {
    const file = this.files.get(uri.toString());
    return file && decode(file.bytes);
  }

  /** Forgets files without telling: no editor shows them any more. */
  forget(fits: (uri: vscode.Uri) => boolean): void {
    for (const key of this.files.keys()) if (fits(vscode.Uri.parse(key, true))) this.files.delete(key);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    if (uri.path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { bytes, mtime, readOnly } = this.find(uri);
    const stat = { type: vscode.FileType.File, ctime: 0, mtime, size: bytes.length };
    return readOnly ? { ...stat, permissions: vscode.FilePermission.Readonly } : stat;
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.find(uri).bytes;
  }

  /** Also takes what is not known: a tab of an earlier run can only be closed without a dialog once it is saved. */
  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    if (this.files.get(uri.toString())?.readOnly) throw vscode.FileSystemError.NoPermissions(uri);
    this.put(uri, bytes, false);
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    this.written.fire(uri);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    // Folders are only names here; VS Code asks for them before it writes a file it cannot find.
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.registration.dispose();
  }

  private put(uri: vscode.Uri, bytes: Uint8Array, readOnly: boolean): void {
    // VS Code takes a file of the same time and size for unchanged.
    this.lastTime = Math.max(this.lastTime + 1, Date.now());
    this.files.set(uri.toString(), { bytes, mtime: this.lastTime, readOnly });
  }

  private find(uri: vscode.Uri): ProposalFile {
    const file = this.files.get(uri.toString());
    // Never an empty text instead: beside a file that would read as "everything is deleted".
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }
}
