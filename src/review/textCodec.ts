import * as vscode from 'vscode';
import { hasBom, setBom } from '../shared/diff/fileLines.ts';
import { isSameBytes } from './fileContent.ts';
import { decodeUtf8 } from './patchContent.ts';

/** The text of a file, and the way back to bytes in the encoding that the file has. */
export interface DecodedText {
  /** With a byte order mark if the bytes have one and are UTF-8. */
  readonly text: string;
  encode(text: string): Promise<Uint8Array>;
}

/**
 * Decodes a file's bytes: as UTF-8, or in the encoding that VS Code would read the file in. undefined when the text
 * would not give the same bytes back: nothing may then be written from it.
 */
export async function decodeText(bytes: Uint8Array, uri: vscode.Uri): Promise<DecodedText | undefined> {
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== undefined) return { text: utf8, encode: async (text) => new TextEncoder().encode(text) };
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const options = [
    { uri },
    ...[open?.encoding ?? 'utf16le', 'utf16le', 'utf16be'].map((encoding) => ({ encoding })),
  ];
  for (const option of options) {
    const text = await decodeAs(bytes, option);
    if (text === undefined) continue;
    const encode = async (changed: string): Promise<Uint8Array> =>
      'uri' in option ? vscode.workspace.encode(changed, option) : vscode.workspace.encode(changed, option);
    if (isSameBytes(await encode(text), bytes)) return { text, encode };
  }
  return undefined;
}

async function decodeAs(
  bytes: Uint8Array,
  option: { uri: vscode.Uri } | { encoding: string },
): Promise<string | undefined> {
  try {
    return await ('uri' in option
      ? vscode.workspace.decode(bytes, option)
      : vscode.workspace.decode(bytes, option));
  } catch {
    return undefined;
  }
}

/** The text of an open document as its file would hold it: a document never shows a byte order mark. */
export function withMarkOf(text: string, ofFile: string): string {
  return setBom(text, hasBom(ofFile));
}
