import * as vscode from 'vscode';
import type { UserInput } from '../protocol/index.ts';
import type { Checkpoints } from '../review/checkpoints.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { WebviewToHost } from '../shared/messages.ts';
import type { Store } from '../shared/store.ts';
import { promptText } from '../shared/thread/promptText.ts';
import { isOwnThread } from '../shared/thread/threadSummary.ts';
import type { TurnState } from '../shared/thread/threadState.ts';
import type { ThreadService } from '../threads/threadService.ts';
import type { Drafts } from './drafts.ts';
import type { IntentPage } from './intents.ts';
import type { Surface } from './surface.ts';

export interface TurnIntentDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly drafts: Pick<Drafts, 'keyOf' | 'write'>;
  readonly threads: Pick<ThreadService, 'fork'>;
  readonly checkpoints: Pick<Checkpoints, 'askBeforeEdit'>;
  /** Asks what to do with unsaved files before a message is sent. */
  guardUnsavedFiles(): Promise<'send' | 'cancel'>;
  /** Sends a message that was not typed in the composer. Failure becomes state. */
  send(threadId: string, text: string): Promise<void>;
  /** Shows a stored thread on the surface, with its turns and the focus. */
  openThread(threadId: string, surface: Surface): Promise<void>;
}

type TurnIntent = Extract<WebviewToHost, { type: 'editMessage' | 'regenerate' }>;

/** What the page may do with turns that were. */
export interface TurnIntents {
  /** Forks before a turn, with what was said there in the composer. Nothing happens when the person gives up. */
  edit(intent: TurnIntent, page: IntentPage): Promise<void>;
  /** Forks before the last turn, and says the same again. */
  regenerate(intent: TurnIntent, page: IntentPage): Promise<void>;
  /** Goes on after the interrupted turn at the end of a thread. */
  continue(threadId: string): Promise<void>;
}

function messagesOf(turn: TurnState): (readonly UserInput[])[] {
  return turn.items.flatMap(({ item }) => (item.type === 'userMessage' ? [item.content] : []));
}

/** What was attached to a message, in words. */
function attachmentsOf(content: readonly UserInput[]): string[] {
  return content.flatMap((input) => {
    switch (input.type) {
      case 'text':
        return [];
      case 'localImage':
      case 'localAudio':
        return [input.path];
      case 'skill':
      case 'mention':
        return [input.name];
      default:
        return [input.type];
    }
  });
}

/** Handles what the page asks about turns. It is untrusted: what it names is looked up in the state. */
export function createTurnIntents(deps: TurnIntentDeps): TurnIntents {
  const { store, drafts, threads } = deps;

  /** A thread of the person's own that codex has stored: no sub-agent's and no side question. */
  function turnsOf(threadId: string): readonly TurnState[] {
    const { summaries, threads: known } = store.getState();
    return isOwnThread(summaries[threadId]) ? (known[threadId]?.turns ?? []) : [];
  }

  function tellOfAttachments(content: readonly UserInput[]): void {
    const attachments = attachmentsOf(content);
    if (attachments.length === 0) return;
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Only the text of the message is in the composer. What was attached is not: {0}',
        attachments.join(', '),
      ),
    );
  }

  /** Makes a thread of the turns before one, and shows it with a text in its composer. */
  async function forkWithDraft(intent: TurnIntent, text: string, { surface }: IntentPage): Promise<void> {
    const forkId = await threads.fork(intent.threadId, { beforeTurnId: intent.turnId });
    drafts.write(drafts.keyOf(forkId), text);
    await deps.openThread(forkId, surface);
  }

  return {
    async edit(intent, page) {
      const turn = turnsOf(intent.threadId).find(({ id }) => id === intent.turnId);
      const [content] = turn ? messagesOf(turn) : [];
      if (!content) return;
      const restoreFiles = await deps.checkpoints.askBeforeEdit(intent.threadId, intent.turnId);
      if (!restoreFiles) return;
      await forkWithDraft(intent, promptText(content), page);
      tellOfAttachments(content);
      // Not before there is a thread without the turn: files of a turn that stays are not put back.
      await restoreFiles();
    },
    async regenerate(intent, page) {
      const turn = turnsOf(intent.threadId).at(-1);
      if (turn?.id !== intent.turnId || turn.status === 'inProgress') return;
      const content = messagesOf(turn).flat();
      const text = promptText(content);
      if (content.length === 0) return;
      if (text.trim() === '' || attachmentsOf(content).length > 0) {
        // The answer would be to something else: the person decides.
        await forkWithDraft(intent, text, page);
        return tellOfAttachments(content);
      }
      if ((await deps.guardUnsavedFiles()) === 'cancel') return;
      const forkId = await threads.fork(intent.threadId, { beforeTurnId: intent.turnId });
      await deps.openThread(forkId, page.surface);
      await deps.send(forkId, text);
    },
    async continue(threadId) {
      const isIdle = (): boolean =>
        turnsOf(threadId).at(-1)?.status === 'interrupted' &&
        !store.getState().outbox.some((entry) => entry.threadId === threadId && entry.status === 'sending');
      if (!isIdle() || (await deps.guardUnsavedFiles()) === 'cancel' || !isIdle()) return;
      await deps.send(threadId, vscode.l10n.t('Continue where you left off.'));
    },
  };
}
