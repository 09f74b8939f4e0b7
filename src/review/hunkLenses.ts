import * as vscode from 'vscode';
import type { HunkActions } from './hunkActions.ts';
import { modifiedRange } from './lineChange.ts';
import type { ReviewModel } from './reviewModel.ts';

/** "Keep" and "Undo" above each hunk in the editor, where the setting asks for them. */
export class HunkLenses implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    model: ReviewModel,
    private readonly hunks: HunkActions,
    private readonly isEnabled: () => boolean,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      model.onDidChange(() => this.changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('codexChat.review.codeLens')) this.changed.fire();
      }),
      vscode.languages.registerCodeLensProvider({ scheme: 'file' }, this),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!this.isEnabled()) return [];
    const changes = await this.hunks.hunksOf(document);
    return changes.flatMap((change, index) => {
      const line = Math.min(modifiedRange(change).from, document.lineCount - 1);
      const range = new vscode.Range(line, 0, line, 0);
      const args = [document.uri, changes, index];
      return [
        new vscode.CodeLens(range, {
          title: vscode.l10n.t('Keep'),
          command: 'codexChat.keepHunk',
          arguments: args,
        }),
        new vscode.CodeLens(range, {
          title: vscode.l10n.t('Undo'),
          command: 'codexChat.undoHunk',
          arguments: args,
        }),
      ];
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
