import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import { decodeUtf8 } from '../review/patchContent.ts';
import { fileText } from '../shared/diff/editorText.ts';
import { displayPath } from './reviewTitles.ts';

/** A file as it is now. Texts have the byte order mark and the line ends of the file. */
export interface CurrentFile {
  /** With the unsaved edits of its open document; undefined: there is no such file. */
  readonly text: string | undefined;
  readonly disk: string | undefined;
  readonly dirty: boolean;
}

/** The open document of a file that has unsaved edits, or undefined. */
export function findDirtyDocument(path: string): vscode.TextDocument | undefined {
  const uri = vscode.Uri.file(path).toString();
  return vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri,
  );
}

/**
 * Reads UTF-8 with its byte order mark, if it has one; undefined for an absent file. Throws other failures, and a
 * UserError for other encodings: what is made from such a text would be written with characters lost.
 */
async function readDisk(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    const text = decodeUtf8(bytes);
    if (text !== undefined) return text;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
  throw new UserError(vscode.l10n.t('{0} is not UTF-8 text.', displayPath(uri.fsPath)));
}

/** Reads a file from the disk and, where the person has unsaved edits, from its document. */
export async function readCurrentFile(path: string): Promise<CurrentFile> {
  const disk = await readDisk(vscode.Uri.file(path));
  const document = findDirtyDocument(path);
  if (!document) return { text: disk, disk, dirty: false };
  return { text: fileText(disk ?? '', document.getText()), disk, dirty: true };
}
