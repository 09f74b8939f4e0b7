import { UserError } from '../errors.ts';
import type { WebviewToHost } from '../shared/messages.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { workingFolder } from '../shared/folders/workingFolder.ts';
import type { Store } from '../shared/store.ts';
import { isAgentThread } from '../shared/thread/threadSummary.ts';
import type { Outbox } from '../threads/outbox.ts';
import type { ThreadService } from '../threads/threadService.ts';
import type { Drafts } from './drafts.ts';
import type { Surface } from './surface.ts';

export interface MessageIntentDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly drafts: Drafts;
  readonly threads: ThreadService;
  readonly outbox: Outbox;
  /** Asks what to do with unsaved files before a message is sent. */
  guardUnsavedFiles(): Promise<'send' | 'cancel'>;
  /** Looks again at what is open: the working folder of a new thread follows the active editor. */
  updateWorkspace(): void;
  /** The surface in which a draft is typed. */
  surfaceOfDraft(draftKey: string): Surface | undefined;
}

export interface MessageIntents {
  submit(intent: Extract<WebviewToHost, { type: 'submit' }>, surface: Surface): Promise<void>;
  retry(clientId: string, surface: Surface): Promise<void>;
  /** Puts the text of a failed message back into the composer, in front of what is typed there. */
  discard(clientId: string, surface: Surface): void;
}

/** What the page may do with messages on their way. */
export function createMessageIntents(deps: MessageIntentDeps): MessageIntents {
  const { store, drafts, threads, outbox } = deps;
  const starting = new Map<string, Promise<string>>();

  /** Starts the new thread of a draft, once: a second message sent meanwhile goes to the same thread. */
  function startThread(draftKey: string): Promise<string> {
    const known = starting.get(draftKey);
    if (known) return known;
    const { cwd } = workingFolder(store.getState(), null);
    if (cwd === null)
      return Promise.reject(new UserError('Codex needs a folder to work in. Open one first.'));
    const started = threads.start(cwd).then((threadId) => {
      // Shown unless the user went elsewhere meanwhile; its surface may be another one by now.
      deps.surfaceOfDraft(draftKey)?.assign(threadId);
      return threadId;
    });
    starting.set(draftKey, started);
    void started.finally(() => starting.delete(draftKey)).catch(() => undefined);
    return started;
  }

  return {
    async submit({ threadId, text }, surface) {
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
      const isReadOnly = target !== null && isAgentThread(summaries[target]);
      if (workspace.kind !== 'ready' || !isKnown || isReadOnly) return putBack();
      if (text.trim() === '') return;
      if ((await deps.guardUnsavedFiles()) === 'cancel') return putBack();
      drafts.write(draftKey, '');
      await outbox.submit(target, text, () => startThread(draftKey), draftKey);
    },
    async retry(clientId, surface) {
      const { workspace } = store.getState();
      if (workspace.kind !== 'ready' || (await deps.guardUnsavedFiles()) === 'cancel') return;
      const { draftKey } = surface.project();
      await outbox.retry(clientId, () => startThread(draftKey));
    },
    discard(clientId, surface) {
      const text = outbox.discard(clientId);
      if (text === undefined) return;
      const { draftKey, draft } = surface.project();
      drafts.write(draftKey, draft === '' ? text : `${text}\n\n${draft}`);
      surface.reloadDraft();
    },
  };
}
