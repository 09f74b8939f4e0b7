import * as vscode from 'vscode';
import type { AnswerApproval } from '../approvals/answerApproval.ts';
import type { ChangeViewer } from '../approvals/changeViewer.ts';
import { UserError } from '../errors.ts';
import type { Checkpoints } from '../review/checkpoints.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { workingFolder } from '../shared/folders/workingFolder.ts';
import type { HostToWebview, WebviewToHost } from '../shared/messages.ts';
import type { Store } from '../shared/store.ts';
import { knowsThread } from '../shared/thread/knowsThread.ts';
import type { ThreadService } from '../threads/threadService.ts';
import type { Drafts } from './drafts.ts';
import type { MessageIntents } from './messageIntents.ts';
import type { OutputDocuments } from './outputDocuments.ts';
import type { PanelActions } from './panelActions.ts';
import type { Surface } from './surface.ts';
import type { TurnIntents } from './turnIntents.ts';
import { findWorkspaceFile, openWorkspaceFile } from './workspacePaths.ts';

export interface IntentDeps {
  readonly threads: ThreadService;
  readonly messages: MessageIntents;
  readonly turns: TurnIntents;
  readonly drafts: Drafts;
  readonly answerApproval: AnswerApproval;
  readonly changes: ChangeViewer;
  readonly outputs: OutputDocuments;
  readonly checkpoints: Pick<Checkpoints, 'restore'>;
  readonly actions: PanelActions;
  readonly store: Store<AppState, AppEvent>;
  /** Shows a thread where it is already, else on the surface, with the focus. */
  openThread(threadId: string, surface: Surface): Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

/** The page that asks, and what it shows. */
export interface IntentPage {
  readonly surface: Surface;
  post(message: HostToWebview): void;
}

/** What is asked of the extension; the rest is between the page and its view. */
export type Intent = Exclude<WebviewToHost, { type: 'ready' | 'resync' | 'pageFocused' | 'pageBlurred' }>;

/**
 * Carries out what the page asks for. The page is untrusted: ids are looked up in the state, paths in the
 * workspace, and its text is only ever text. Effects come back to the page as state.
 */
export function createIntentHandler(deps: IntentDeps): (intent: Intent, page: IntentPage) => Promise<void> {
  const { threads, messages, drafts, store, log } = deps;

  /** Where the relative paths of the shown thread start. */
  const folderOf = ({ surface }: IntentPage): string | null =>
    workingFolder(store.getState(), surface.shownThreadId).inForce;

  /** The page names any id it likes: only what this window knows is opened. */
  async function openThread(threadId: string, page: IntentPage): Promise<void> {
    if (!knowsThread(store.getState(), threadId)) return;
    await deps.openThread(threadId, page.surface);
  }

  async function resolvePaths(paths: readonly string[], page: IntentPage): Promise<void> {
    const folder = folderOf(page);
    const found = await Promise.all(
      paths.map(async (path) => [path, Boolean(await findWorkspaceFile(path, folder))] as const),
    );
    page.post({ type: 'pathsResolved', paths: Object.fromEntries(found) });
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

  async function handle(intent: Intent, page: IntentPage): Promise<void> {
    const { surface } = page;
    switch (intent.type) {
      case 'submit':
        return messages.submit(intent, surface);
      case 'submitEarly':
        return messages.submitEarly(intent, surface);
      case 'keepEarly':
        return messages.keepEarly(intent.text, surface);
      case 'setDraft':
        return drafts.write(intent.draftKey, intent.text);
      case 'retryMessage':
        return messages.retry(intent.clientId);
      case 'discardMessage':
        return messages.discard(intent.clientId, surface);
      case 'editMessage':
        return deps.turns.edit(intent, page);
      case 'regenerate':
        return deps.turns.regenerate(intent, page);
      case 'continueTurn':
        return deps.turns.continue(intent.threadId);
      case 'interruptTurn':
        return threads.interrupt(intent.threadId);
      case 'loadOlder':
        // A page that lacks turns which the host holds got them from its session.
        return threads.loadOlder(intent.threadId);
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
        if (!(await openWorkspaceFile(intent.path, folderOf(page), intent.line, intent.column)))
          throw new UserError(vscode.l10n.t('{0} is not a file of this workspace.', intent.path));
        return undefined;
      case 'openExternal':
        return openExternal(intent.url);
      case 'resolvePaths':
        return resolvePaths(intent.paths, page);
      case 'copyText':
        return vscode.env.clipboard.writeText(intent.text);
      case 'insertText':
        return insertText(intent.text);
      case 'reportError':
        return log.error(`The page reports: ${intent.message}\n${intent.stack}`);
      case 'runAction':
        await deps.actions[intent.action](surface);
        return undefined;
      case 'editQueued':
      case 'releaseQueued':
      case 'saveQueued':
      case 'moveQueued':
      case 'sendQueuedNow':
      case 'removeQueued':
      case 'pauseQueue':
      case 'resumeQueue':
        return messages.queue(intent);
      case 'openThread':
        return openThread(intent.threadId, page);
      default:
        return intent satisfies never;
    }
  }

  return handle;
}
