import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import type { Turn } from '../protocol/index.ts';
import { toMarkdown } from '../shared/thread/export/toMarkdown.ts';
import { toMessages } from '../shared/thread/export/toMessages.ts';
import type { ThreadSummary } from '../shared/thread/threadState.ts';
import { threadTitle } from '../shared/thread/threadSummary.ts';
import type { ThreadAdmin } from '../threads/threadAdmin.ts';
import { threadProblemOf } from '../threads/threadProblem.ts';
import { titleText } from './threadTexts.ts';
import { threadTarget } from './threadTarget.ts';
import type { ThreadsView } from './threadsView.ts';
import { pickTurn } from './turnPicker.ts';

export interface ThreadCommandDeps {
  readonly admin: ThreadAdmin;
  readonly view: ThreadsView;
  shownThreadId(): string | null;
  /** `sidebar`: the sidebar gets it, else the surface that is used. */
  openThread(threadId: string, where: 'sidebar' | 'active'): Promise<void>;
  /** How many messages wait to be sent to the thread, or could not be sent. */
  countUnsent(threadId: string): number;
  /** The thread is no longer to be shown: it was archived or deleted. */
  leaveThread(threadId: string): void;
  loadMore(): Promise<void>;
  /** Asks codex again which threads there are. */
  refresh(): Promise<void>;
}

const doneMs = 4000;

/** The thread that a command means: the one it was given, else the one that is shown. */
function threadIdOf(args: readonly unknown[], shownId: string | null): string {
  const id = threadTarget(args) ?? shownId;
  if (!id) throw new UserError(vscode.l10n.t('No thread is shown. Pick one in the Threads view.'));
  return id;
}

async function openText(language: string, content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** What is lost with a thread. */
function deletionText(unsent: number): string {
  const history = vscode.l10n.t('Its history is deleted from the disk. This is permanent.');
  if (unsent === 0) return history;
  const messages =
    unsent === 1
      ? vscode.l10n.t('1 message that was not sent is deleted, too.')
      : vscode.l10n.t('{0} messages that were not sent are deleted, too.', unsent);
  return `${history} ${messages}`;
}

/** Shows a file in the system's file manager, or in an editor where there is none (VS Code in a browser). */
async function revealFile(path: string): Promise<void> {
  const uri = vscode.Uri.file(path);
  const reveal = 'revealFileInOS';
  if ((await vscode.commands.getCommands()).includes(reveal))
    await vscode.commands.executeCommand(reveal, uri);
  else await vscode.window.showTextDocument(uri, { preview: true });
}

/** Handlers by command id for what can be done with stored threads and the view of them. */
export function createThreadCommands(
  deps: ThreadCommandDeps,
): Record<string, (...args: unknown[]) => Promise<void> | void> {
  const { admin, view } = deps;

  /** A handler that gets the id of the thread that is meant. */
  const on =
    (run: (threadId: string) => Promise<void>) =>
    async (...args: unknown[]) => {
      try {
        await run(threadIdOf(args, deps.shownThreadId()));
      } catch (error) {
        // Another window deleted or archived it: codex tells only the server which did so.
        if (threadProblemOf(error) === 'missing') void deps.refresh();
        throw error;
      }
    };

  async function archive(threadId: string): Promise<void> {
    await admin.archive(threadId);
    deps.leaveThread(threadId);
  }

  async function rename(threadId: string): Promise<void> {
    const { summary } = await admin.read(threadId);
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename Thread'),
      value: threadTitle(summary),
      validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A thread needs a name.') : undefined),
    });
    if (name !== undefined) await admin.rename(threadId, name);
  }

  async function titleOf(threadId: string): Promise<string> {
    // A thread that cannot be read can still be deleted.
    const stored = await admin.read(threadId).catch(() => undefined);
    return stored ? titleText(stored.summary) : threadId;
  }

  async function remove(threadId: string): Promise<void> {
    const title = await titleOf(threadId);
    const confirm = vscode.l10n.t('Delete Permanently');
    const picked = await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete the thread “{0}”?', title),
      { modal: true, detail: deletionText(deps.countUnsent(threadId)) },
      confirm,
    );
    if (picked !== confirm) return;
    try {
      await admin.remove(threadId);
      deps.leaveThread(threadId);
    } catch (error) {
      if (threadProblemOf(error) !== 'forked') throw error;
      await offerArchive(threadId, title);
    }
  }

  async function offerArchive(threadId: string, title: string): Promise<void> {
    const instead = vscode.l10n.t('Archive Instead');
    const picked = await vscode.window.showWarningMessage(
      vscode.l10n.t('“{0}” cannot be deleted.', title),
      { modal: true, detail: vscode.l10n.t('Threads that were forked from it need its history.') },
      instead,
    );
    if (picked === instead) await archive(threadId);
  }

  /** The whole thread, which may take a while to load: the status bar says so. */
  async function load(threadId: string): Promise<{ summary: ThreadSummary; turns: readonly Turn[] }> {
    const location = vscode.ProgressLocation.Window;
    const title = vscode.l10n.t('Loading the thread…');
    return vscode.window.withProgress({ location, title }, async () => {
      const { summary } = await admin.read(threadId);
      return { summary, turns: await admin.readTurns(threadId) };
    });
  }

  async function toMarkdownText(threadId: string): Promise<string> {
    const { summary, turns } = await load(threadId);
    return toMarkdown(summary, turns);
  }

  async function toMessagesText(threadId: string): Promise<string> {
    return `${JSON.stringify(toMessages((await load(threadId)).turns), null, 2)}\n`;
  }

  async function forkAt(threadId: string, where: 'sidebar' | 'active'): Promise<void> {
    const turnId = await pickTurn((await load(threadId)).turns);
    if (turnId !== undefined) await deps.openThread(await admin.fork(threadId, turnId), where);
  }

  async function copy(text: string, done: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(done, doneMs);
  }

  async function revealRollout(threadId: string): Promise<void> {
    const { path } = await admin.read(threadId);
    if (path === null || !existsSync(path))
      throw new UserError(vscode.l10n.t('There is no rollout file of this thread.'));
    await revealFile(path);
  }

  return {
    // The list is the sidebar's: what is picked there is shown there.
    'codexChat.thread.open': on((id) => deps.openThread(id, 'sidebar')),
    'codexChat.thread.rename': on(rename),
    'codexChat.thread.archive': on(archive),
    'codexChat.thread.unarchive': on((id) => admin.unarchive(id)),
    'codexChat.thread.delete': on(remove),
    'codexChat.thread.fork': (...args) =>
      on(async (id) => deps.openThread(await admin.fork(id), args.length === 0 ? 'active' : 'sidebar'))(
        ...args,
      ),
    'codexChat.thread.forkAt': (...args) =>
      on((id) => forkAt(id, args.length === 0 ? 'active' : 'sidebar'))(...args),
    'codexChat.thread.copyMarkdown': on(async (id) =>
      copy(await toMarkdownText(id), vscode.l10n.t('The thread was copied as Markdown.')),
    ),
    'codexChat.thread.exportMarkdown': on(async (id) => openText('markdown', await toMarkdownText(id))),
    'codexChat.thread.exportMessages': on(async (id) => openText('json', await toMessagesText(id))),
    'codexChat.thread.copyId': on((id) => copy(id, vscode.l10n.t('The thread id was copied.'))),
    'codexChat.thread.revealRollout': on(revealRollout),
    'codexChat.threads.showAll': () => view.setScope({ isAll: true }),
    'codexChat.threads.showWorkspace': () => view.setScope({ isAll: false }),
    'codexChat.threads.showArchived': () => view.setScope({ isArchived: true }),
    'codexChat.threads.hideArchived': () => view.setScope({ isArchived: false }),
    'codexChat.threads.filterOrigins': () => view.filterOrigins(),
    'codexChat.searchThreads': () => view.search(),
    'codexChat.threads.clearSearch': () => view.setScope({ searchTerm: '' }),
    'codexChat.threads.loadMore': () => deps.loadMore(),
  };
}
