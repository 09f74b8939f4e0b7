import * as vscode from 'vscode';
import type { AnswerApproval } from '../approvals/answerApproval.ts';
import type { ChangeViewer } from '../approvals/changeViewer.ts';
import { UserError } from '../errors.ts';
import type { Checkpoints } from '../review/checkpoints.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { HostToWebview, PanelAction, WebviewToHost } from '../shared/messages.ts';
import type { Store } from '../shared/store.ts';
import type { Outbox } from '../threads/outbox.ts';
import type { ThreadService } from '../threads/threadService.ts';
import type { Drafts } from './drafts.ts';
import type { OutputDocuments } from './outputDocuments.ts';
import type { Surface } from './surface.ts';
import { findWorkspaceFile, openWorkspaceFile } from './workspacePaths.ts';

export interface IntentDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly surface: Surface;
  readonly drafts: Drafts;
  readonly threads: ThreadService;
  readonly outbox: Outbox;
  readonly answerApproval: AnswerApproval;
  readonly changes: ChangeViewer;
  readonly outputs: OutputDocuments;
  readonly checkpoints: Pick<Checkpoints, 'restore'>;
  readonly actions: Record<PanelAction, () => Thenable<unknown> | void>;
  readonly log: vscode.LogOutputChannel;
  post(message: HostToWebview): void;
  /** Asks what to do with unsaved files before a message is sent. */
  guardUnsavedFiles(): Promise<'send' | 'cancel'>;
  /** Looks again at what is open: the working folder of a new thread follows the active editor. */
  updateWorkspace(): void;
}

/** What is asked of the extension; the rest is between the page and its view. */
export type Intent = Exclude<WebviewToHost, { type: 'ready' | 'resync' | 'pageFocused' | 'pageBlurred' }>;

/**
 * Carries out what the page asks for. The page is untrusted: ids are looked up in the state, paths in the
 * workspace, and its text is only ever text. Effects come back to the page as state.
 */
export function createIntentHandler(deps: IntentDeps): (intent: Intent) => Promise<void> {
  const { store, surface, drafts, threads, outbox, log } = deps;

  const starting = new Map<string, Promise<string>>();

  /** Starts the new thread of a draft, once: a second message sent meanwhile goes to the same thread. */
  function startThread(cwd: string, draftKey: string): Promise<string> {
    const known = starting.get(draftKey);
    if (known) return known;
    const started = threads.start(cwd).then((threadId) => {
      // Shown here unless the user went elsewhere meanwhile.
      if (surface.project().draftKey === draftKey) surface.assign(threadId);
      return threadId;
    });
    starting.set(draftKey, started);
    void started.finally(() => starting.delete(draftKey)).catch(() => undefined);
    return started;
  }

  async function submit(threadId: string | null, text: string): Promise<void> {
    deps.updateWorkspace();
    const { workspace, summaries } = store.getState();
    const { draftKey } = surface.project();
    const shown = surface.shownThreadId;
    const target = threadId ?? shown;
    // What cannot be sent goes back to where it was typed, under a new key, since the page clears the old.
    const putBack = (): void => {
      drafts.write(draftKey, text);
      surface.reloadDraft();
    };
    const isKnown = target === null || target === shown || summaries[target] !== undefined;
    if (workspace.kind !== 'ready' || !isKnown) return putBack();
    if (text.trim() === '') return;
    if ((await deps.guardUnsavedFiles()) === 'cancel') return putBack();
    drafts.write(draftKey, '');
    await outbox.submit(target, text, () => startThread(workspace.cwd, draftKey));
  }

  async function retry(clientId: string): Promise<void> {
    const { workspace } = store.getState();
    if (workspace.kind !== 'ready' || (await deps.guardUnsavedFiles()) === 'cancel') return;
    const { draftKey } = surface.project();
    await outbox.retry(clientId, () => startThread(workspace.cwd, draftKey));
  }

  /** Puts the text of a discarded message back into the composer, in front of what is typed there. */
  function discard(clientId: string): void {
    const text = outbox.discard(clientId);
    if (text !== undefined) restoreDraft(text);
  }

  function restoreDraft(text: string): void {
    const { draftKey, draft } = surface.project();
    drafts.write(draftKey, draft === '' ? text : `${text}\n\n${draft}`);
    surface.reloadDraft();
  }

  async function resolvePaths(paths: readonly string[]): Promise<void> {
    const found = await Promise.all(
      paths.map(async (path) => [path, Boolean(await findWorkspaceFile(path))] as const),
    );
    deps.post({ type: 'pathsResolved', paths: Object.fromEntries(found) });
  }

  async function openExternal(url: string): Promise<void> {
    // As a browser reads it: VS Code takes `\` before the `@` for a part of the name, and so another host.
    const uri = vscode.Uri.parse(new URL(url).href, true);
    if (['http', 'https', 'mailto'].includes(uri.scheme)) await vscode.env.openExternal(uri);
  }

  async function insertText(text: string): Promise<void> {
    const isWritable = ({ document }: vscode.TextEditor): boolean =>
      vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== false &&
      ['file', 'untitled', 'vscode-remote'].includes(document.uri.scheme);
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const editor = [activeTextEditor, ...visibleTextEditors].find((each) => each && isWritable(each));
    const isInserted = await editor?.edit((edit) => edit.replace(editor.selection, text));
    if (!isInserted)
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: text }));
  }

  async function handle(intent: Intent): Promise<void> {
    switch (intent.type) {
      case 'submit':
        return submit(intent.threadId, intent.text);
      case 'setDraft':
        return drafts.write(intent.draftKey, intent.text);
      case 'retryMessage':
        return retry(intent.clientId);
      case 'discardMessage':
        return discard(intent.clientId);
      case 'interruptTurn':
        return threads.interrupt(intent.threadId);
      case 'answerApproval':
        return deps.answerApproval(intent.approvalId, intent.optionId, intent.content);
      case 'approveDeniedAction':
        return threads.approveDenied(intent.threadId, intent.reviewId);
      case 'openChange':
        return deps.changes.show(intent);
      case 'restoreCheckpoint':
        return deps.checkpoints.restore(intent.threadId, intent.turnId);
      case 'openOutput':
        return deps.outputs.show(intent);
      case 'openFile':
        if (!(await openWorkspaceFile(intent.path, intent.line, intent.column)))
          throw new UserError(vscode.l10n.t('{0} is not a file of this workspace.', intent.path));
        return undefined;
      case 'openExternal':
        return openExternal(intent.url);
      case 'resolvePaths':
        return resolvePaths(intent.paths);
      case 'copyText':
        return vscode.env.clipboard.writeText(intent.text);
      case 'insertText':
        return insertText(intent.text);
      case 'reportError':
        return log.error(`The page reports: ${intent.message}\n${intent.stack}`);
      case 'runAction':
        await deps.actions[intent.action]();
        return undefined;
      default:
        return intent satisfies never;
    }
  }

  return handle;
}
