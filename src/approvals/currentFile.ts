import * as vscode from 'vscode';
import { fileText } from '../shared/diff/editorText.ts';

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

/** Reads UTF-8 with its byte order mark, if it has one; undefined for an absent file. Throws other failures. */
async function readDisk(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** Reads a file from the disk and, where the person has unsaved edits, from its document. */
export async function readCurrentFile(path: string): Promise<CurrentFile> {
  const disk = await readDisk(vscode.Uri.file(path));
  const document = findDirtyDocument(path);
  if (!document) return { text: disk, disk, dirty: false };
  return { text: fileText(disk ?? '', document.getText()), disk, dirty: true };
}
