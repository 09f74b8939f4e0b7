import * as vscode from 'vscode';
import { editorText } from '../shared/diff/editorText.ts';
import { lineEdit } from '../shared/diff/lineEdit.ts';

/**
 * Adds to `edit` what turns `document` into `text` by as few lines as possible. The byte order mark and the line ends
 * are those of the document. Returns whether there is anything to do. `uri`: where the document will be by then.
 */
export function addDocumentEdit(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  text: string,
  uri = document.uri,
): boolean {
  const wanted = editorText(text);
  const after = document.eol === vscode.EndOfLine.CRLF ? wanted.replaceAll('\n', '\r\n') : wanted;
  const change = lineEdit(document.getText(), after);
  if (!change) return false;
  const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
  edit.replace(uri, range, change.text);
  return true;
}
