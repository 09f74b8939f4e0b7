import * as vscode from 'vscode';
import { checkPlace } from '../approvals/checkPlace.ts';
import { displayPath } from '../approvals/reviewTitles.ts';
import { UserError } from '../errors.ts';
import { editorText } from '../shared/diff/editorText.ts';
import { setBom } from '../shared/diff/fileLines.ts';
import type { ContentStore } from './contentStore.ts';
import { readDisk } from './diskFiles.ts';
import { type FileContent, isSameBytes, type KnownContent } from './fileContent.ts';
import type { DiskContent } from './patchContent.ts';
import { decodeText, withMarkOf } from './textCodec.ts';

/** What a person has in a file now: unsaved edits included. */
export interface PresentFile {
  readonly uri: vscode.Uri;
  readonly content: FileContent;
  /** The open document whose unsaved edits `content` is. */
  readonly dirty: vscode.TextDocument | undefined;
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

/** Whether a person sees the document, in front or in a tab: others are about to be closed by VS Code. */
function isShown(uri: vscode.Uri): boolean {
  const key = uri.toString();
  const isIn = (input: unknown): boolean => {
    if (input instanceof vscode.TabInputText) return input.uri.toString() === key;
    return input instanceof vscode.TabInputTextDiff && input.modified.toString() === key;
  };
  return (
    vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === key) ||
    vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => isIn(input)))
  );
}

/** Replaces only what differs, so that cursors, folds and breakpoints elsewhere in the document stay. */
function replaceText(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, text: string): void {
  const old = document.getText();
  const next = setBom(text, false);
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, next.length) - start && old.at(-1 - end) === next.at(-1 - end)) end++;
  // Not between the halves of a line end or of a character.
  while (start > 0 && /[\r\uD800-\uDBFF]/.test(old.charAt(start - 1))) start--;
  while (end > 0 && /[\n\uDC00-\uDFFF]/.test(old.charAt(old.length - end))) end--;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(old.length - end));
  edit.replace(document.uri, range, next.slice(start, next.length - end));
}

/** Reads and writes files for a person: open documents keep their undo stack, the disk gets exact bytes. */
export class FileAccess {
  /** `onWritten` gets each path (absolute) that was written: the change is ours, not codex's. */
  constructor(
    private readonly contents: ContentStore,
    private readonly onWritten: (path: string) => Promise<void>,
  ) {}

  async read(path: string): Promise<PresentFile> {
    const uri = vscode.Uri.file(path);
    const disk = await readDisk(path);
    const document = openDocument(uri);
    if (!document?.isDirty) {
      const content = disk === undefined ? { kind: 'tooLarge' as const } : await this.contents.put(disk);
      return { uri, content, dirty: undefined };
    }
    const bytes = await this.encodeDocument(document, disk ?? null);
    const content = bytes ? await this.contents.put(bytes) : { kind: 'unknown' as const };
    return { uri, content, dirty: document };
  }

  /** The bytes of a stored content. Throws when they are gone. */
  async bytesOf(content: KnownContent): Promise<DiskContent> {
    return content.kind === 'absent' ? null : this.contents.get(content.hash);
  }

  /** The text of a stored content as its file would be read; undefined when it has none. '' if absent. */
  async textOf(content: FileContent, uri: vscode.Uri): Promise<string | undefined> {
    if (content.kind === 'absent') return '';
    if (content.kind !== 'blob') return undefined;
    return (await decodeText(await this.contents.get(content.hash), uri))?.text;
  }

  /** A changed text of a file, stored in the encoding that `like` has. */
  async store(text: string, like: FileContent, uri: vscode.Uri): Promise<FileContent> {
    const known =
      like.kind === 'blob' ? await decodeText(await this.contents.get(like.hash), uri) : undefined;
    return this.contents.put(known ? await known.encode(text) : new TextEncoder().encode(text));
  }

  /**
   * Puts a content into a file. An open document gets it as an edit, which can be undone there; it is saved if it had
   * no unsaved edits, and the disk then holds the very bytes. With unsaved edits the document is only edited. Throws a
   * UserError when the path leads elsewhere by a link, which a command of codex may have put there.
   */
  async write(path: string, content: KnownContent): Promise<void> {
    await checkPlace(path);
    const uri = vscode.Uri.file(path);
    const bytes = await this.bytesOf(content);
    const document = openDocument(uri);
    if (bytes === null) {
      if ((await readDisk(path)) !== null) await vscode.workspace.fs.delete(uri);
    } else if (document?.isDirty) {
      // What was not written must not count as undone.
      if (!(await this.edit(document, bytes)))
        throw new UserError(vscode.l10n.t('{0} could not be edited.', displayPath(path)));
      return;
    } else {
      // A document that VS Code has not read again yet could not be saved, and would stay behind with unsaved edits.
      const isEdited =
        document && isShown(uri) && (await this.isCurrent(document)) && (await this.edit(document, bytes));
      // It may have been closed and opened again for the edit: it is looked up anew.
      const edited = isEdited ? openDocument(uri) : undefined;
      await edited?.save();
      const disk = await readDisk(path);
      // Where the disk is not what the document was saved as, another program has written since: that stays.
      const isOfAnother = edited !== undefined && !edited.isDirty && !(await this.isCurrent(edited));
      if (!isOfAnother && (disk === undefined || !isSameBytes(disk, bytes)))
        await vscode.workspace.fs.writeFile(uri, bytes);
    }
    await this.onWritten(path);
  }

  /** Whether the document shows what the disk holds. */
  private async isCurrent(document: vscode.TextDocument): Promise<boolean> {
    const disk = await readDisk(document.uri.fsPath);
    const decoded = disk ? await decodeText(disk, document.uri) : undefined;
    return decoded !== undefined && editorText(decoded.text) === editorText(document.getText());
  }

  private async edit(document: vscode.TextDocument, bytes: Uint8Array): Promise<boolean> {
    const decoded = await decodeText(bytes, document.uri);
    if (!decoded) return false;
    const edit = new vscode.WorkspaceEdit();
    replaceText(edit, document, decoded.text);
    return vscode.workspace.applyEdit(edit);
  }

  private async encodeDocument(
    document: vscode.TextDocument,
    disk: DiskContent,
  ): Promise<Uint8Array | undefined> {
    if (disk === null) return new TextEncoder().encode(document.getText());
    const decoded = await decodeText(disk, document.uri);
    return decoded?.encode(withMarkOf(document.getText(), decoded.text));
  }
}
