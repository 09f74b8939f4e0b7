import * as vscode from 'vscode';
import { hasBom } from '../shared/diff/fileLines.ts';
import { openFiles } from './changePlans.ts';
import type { FileAccess } from './fileAccess.ts';
import type { FileContent } from './fileContent.ts';
import type { ReviewModel } from './reviewModel.ts';

/** The scheme of what files were before codex changed them; menus go by it. */
export const baselineScheme = 'codex-chat-baseline';

type Query =
  /** The baseline of the file in a thread, which moves when hunks are kept. */
  | { readonly thread: string }
  /** One content, for ever. */
  | { readonly content: FileContent };

/** Names the document of a file's baseline in a thread. `file` gives its name and language. */
export function baselineUri(file: string, threadId: string): vscode.Uri {
  const query: Query = { thread: threadId };
  return vscode.Uri.file(file).with({ scheme: baselineScheme, query: JSON.stringify(query) });
}

/** Names the document of one stored content; an absent file is empty. */
export function contentUri(file: string, content: FileContent): vscode.Uri {
  const query: Query = { content };
  return vscode.Uri.file(file).with({ scheme: baselineScheme, query: JSON.stringify(query) });
}

/** The read-only documents of what files were: made from the content store whenever VS Code asks. */
export class BaselineDocuments implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration: vscode.Disposable;

  constructor(
    private readonly model: ReviewModel,
    private readonly files: FileAccess,
  ) {
    this.registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(baselineScheme, this),
      this.changed,
      model.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments)
          if (uri.scheme === baselineScheme) this.changed.fire(uri);
      }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    await this.model.load();
    const query = JSON.parse(uri.query) as Query;
    const file = vscode.Uri.file(uri.path);
    // With all changes of the file kept there is no baseline: it is then compared with itself.
    const content = 'thread' in query ? this.baselineOf(query.thread, file.fsPath) : query.content;
    const text = await this.files.textOf(content ?? (await this.files.read(file.fsPath)).content, file);
    if (text === undefined) throw new Error(vscode.l10n.t('What this file was before is not known.'));
    return hasBom(text) ? text.slice(1) : text;
  }

  dispose(): void {
    this.registration.dispose();
  }

  private baselineOf(threadId: string, path: string): FileContent | undefined {
    const files = openFiles(this.model.get(threadId));
    const file = files.find((each) => each.path === path);
    const source = files.find((each) => each.path === file?.movedFrom);
    return source?.baseline ?? file?.baseline;
  }
}
