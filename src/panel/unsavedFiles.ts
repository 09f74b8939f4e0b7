import * as vscode from 'vscode';
import { revealedText } from '../approvals/revealedText.ts';
import type { Config } from '../config.ts';

const namedFiles = 10;

/** Unsaved files of the workspace. */
function dirtyDocuments(): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) =>
      isDirty && uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(uri) !== undefined,
  );
}

async function saveAll(documents: readonly vscode.TextDocument[]): Promise<'send' | 'cancel'> {
  const saved = await Promise.all(documents.map((document) => document.save()));
  // VS Code tells why; a message that relies on the file is better not sent.
  return saved.every(Boolean) ? 'send' : 'cancel';
}

function list(documents: readonly vscode.TextDocument[]): string {
  const names = documents.map(({ uri }) => revealedText(vscode.workspace.asRelativePath(uri)));
  const more = names.length - namedFiles;
  return [...names.slice(0, namedFiles), ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : [])].join(
    '\n',
  );
}

/**
 * Before a message is sent: codex sees only what is saved. Does what the setting says; `ask` shows a dialog whose answer
 * can be remembered by `remember`. Resolves with whether to send; closing the dialog is no.
 */
export async function guardUnsavedFiles(
  mode: Config['unsavedFiles'],
  remember: (mode: Config['unsavedFiles']) => Promise<void>,
): Promise<'send' | 'cancel'> {
  const documents = dirtyDocuments();
  if (documents.length === 0 || mode === 'send') return 'send';
  if (mode === 'save') return saveAll(documents);
  const save = vscode.l10n.t('Save All');
  const send = vscode.l10n.t('Send Anyway');
  const alwaysSave = vscode.l10n.t('Always Save');
  const alwaysSend = vscode.l10n.t('Always Send Anyway');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('There are unsaved files. Codex reads and changes what is saved on the disk.'),
    { modal: true, detail: list(documents) },
    save,
    send,
    alwaysSave,
    alwaysSend,
  );
  if (picked === alwaysSave) await remember('save');
  if (picked === alwaysSend) await remember('send');
  if (picked === save || picked === alwaysSave) return saveAll(documents);
  return picked === send || picked === alwaysSend ? 'send' : 'cancel';
}
