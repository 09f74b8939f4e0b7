import * as vscode from 'vscode';

/** Read-only documents under one scheme of ours, held in memory while an editor may show them. */
export class VirtualDocuments implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration: vscode.Disposable;

  constructor(readonly scheme: string) {
    this.registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.toString());
      }),
      this.changed,
    );
  }

  /** Makes or replaces a document. `path` gives its name and language, `query` tells documents of one path apart. */
  set(path: string, query: string, text: string): vscode.Uri {
    const uri = vscode.Uri.file(path).with({ scheme: this.scheme, query });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const text = this.texts.get(uri.toString());
    // Never an empty text instead: beside a file that would read as "everything is deleted".
    if (text === undefined) throw new Error(vscode.l10n.t('This document is no longer available.'));
    return text;
  }

  dispose(): void {
    this.registration.dispose();
  }
}
