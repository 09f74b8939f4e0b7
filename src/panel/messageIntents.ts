import { UserError } from '../errors.ts';
import type { SurfaceState, WebviewToHost } from '../shared/messages.ts';
import type { AppEvent, AppState, OutboxEntry } from '../shared/appState.ts';
import { enterAction } from '../shared/enterAction.ts';
import { workingFolder } from '../shared/folders/workingFolder.ts';
import type { Store } from '../shared/store.ts';
import { takesMessages } from '../shared/takesMessages.ts';
import type { StartThread } from '../threads/deliveries.ts';
import type { MessageQueue } from '../threads/messageQueue.ts';
import type { Outbox } from '../threads/outbox.ts';
import type { ThreadService } from '../threads/threadService.ts';
import type { Drafts } from './drafts.ts';
import type { Surface } from './surface.ts';

export interface MessageIntentDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly drafts: Pick<Drafts, 'read' | 'write' | 'assign' | 'threadOf'>;
  readonly threads: Pick<ThreadService, 'start'>;
  readonly outbox: Outbox;
  readonly queue: MessageQueue;
  /** What becomes of a message that is sent while a turn runs. */
  followUp(): SurfaceState['followUp'];
  /** Asks what to do with unsaved files before a message is sent. */
  guardUnsavedFiles(): Promise<'send' | 'cancel'>;
  /** Looks again at what is open: the working folder of a new thread follows the active editor. */
  updateWorkspace(): void;
  /** The surface in which a draft is typed. */
  surfaceOfDraft(draftKey: string): Pick<Surface, 'assign'> | undefined;
}

/** What the page may ask of a message that waits in a queue, or of a queue. */
export type QueueIntent = Extract<
  WebviewToHost,
  | { type: 'editQueued' | 'releaseQueued' | 'saveQueued' | 'moveQueued' | 'sendQueuedNow' | 'removeQueued' }
  | { type: 'pauseQueue' | 'resumeQueue' }
>;

/** The part of a surface that messages need. */
export type MessageSurface = Pick<Surface, 'shownThreadId' | 'project' | 'reloadDraft' | 'takeIn'>;

export interface MessageIntents {
  submit(intent: Extract<WebviewToHost, { type: 'submit' }>, surface: MessageSurface): Promise<void>;
  /**
   * Sends what was typed before the page was drawn if the key does that and the surface has no draft, which was not shown
   * there; else puts it behind the draft.
   */
  submitEarly(
    intent: Extract<WebviewToHost, { type: 'submitEarly' }>,
    surface: MessageSurface,
  ): Promise<void>;
  /** Puts what was typed after that behind the draft. */
  keepEarly(text: string, surface: MessageSurface): void;
  retry(clientId: string): Promise<void>;
  /** Puts the text of a failed message back into the composer, in front of what is typed there. */
  discard(clientId: string, surface: MessageSurface): void;
  queue(intent: QueueIntent): Promise<void>;
}

function invert(followUp: SurfaceState['followUp']): SurfaceState['followUp'] {
  return followUp === 'queue' ? 'steer' : 'queue';
}

/** What the page may do with messages on their way. Ids are untrusted, and so are draft keys. */
export function createMessageIntents(deps: MessageIntentDeps): MessageIntents {
  const { store, drafts, threads, outbox, queue } = deps;
  const starting = new Map<string, Promise<string>>();

  function entryOf(clientId: string): OutboxEntry | undefined {
    return store.getState().outbox.find((item) => item.clientId === clientId);
  }

  /**
   * Starts the new thread of a message's draft, once: a second message sent meanwhile goes to the same thread. What is
   * typed for it may get another key until it has its id; `draftKey` is the one that was known last.
   */
  function startThread(clientId: string, draftKey: string): Promise<string> {
    const known = starting.get(draftKey);
    if (known) return known;
    const { cwd } = workingFolder(store.getState(), null);
    if (cwd === null)
      return Promise.reject(new UserError('Codex needs a folder to work in. Open one first.'));
    const started = threads.start(cwd).then((threadId) => {
      // Shown unless the user went elsewhere meanwhile; its surface may be another one by now.
      const key = entryOf(clientId)?.draftKey ?? draftKey;
      const surface = deps.surfaceOfDraft(key);
      if (surface) surface.assign(threadId);
      else drafts.assign(key, threadId);
      return threadId;
    });
    starting.set(draftKey, started);
    void started.finally(() => starting.delete(draftKey)).catch(() => undefined);
    return started;
  }

  const startFor =
    (draftKey: string): StartThread =>
    (clientId) =>
      startThread(clientId, draftKey);

  /** Makes `text` what the composer holds, under a new key: the page has cleared the old one. */
  function showDraft(draftKey: string, text: string, surface: MessageSurface): void {
    drafts.write(draftKey, text);
    if (surface.project().draftKey === draftKey) surface.reloadDraft();
  }

  /** Gives text back to a draft, in front of what was typed there since. */
  function putBack(draftKey: string, text: string, surface: MessageSurface): void {
    const typed = drafts.read(draftKey);
    showDraft(draftKey, typed === '' ? text : `${text}\n\n${typed}`, surface);
  }

  /** The thread of a message, or null: its draft starts a new one; undefined: none takes it. */
  function targetOf(
    threadId: string | null,
    draftKey: string,
    surface: MessageSurface,
  ): string | null | undefined {
    // A page that does not know yet that its new thread has an id means that one.
    const target = threadId ?? drafts.threadOf(draftKey) ?? null;
    const isKnown =
      target === null || target === surface.shownThreadId || store.getState().summaries[target] !== undefined;
    return isKnown && takesMessages(store.getState(), target) ? target : undefined;
  }

  const intents: MessageIntents = {
    async submit({ threadId, draftKey, text, inverted }, surface) {
      if (text.trim() === '') return;
      deps.updateWorkspace();
      const target = targetOf(threadId, draftKey, surface);
      if (target === undefined) {
        showDraft(draftKey, text, surface);
        return;
      }
      // In one go, so that the text is stored once at any moment: as a draft, or as a message.
      const clientId = outbox.put(target, text, startFor(draftKey), draftKey);
      drafts.write(draftKey, '');
      const takeBack = (): void => {
        const key = entryOf(clientId)?.draftKey ?? draftKey;
        outbox.giveUp(clientId);
        putBack(key, text, surface);
        // The person may have begun another new thread meanwhile.
        if (target === null) surface.takeIn(key);
      };
      try {
        if ((await deps.guardUnsavedFiles()) === 'cancel') {
          takeBack();
          return;
        }
      } catch (error) {
        takeBack();
        throw error;
      }
      const followUp = deps.followUp();
      await outbox.send(clientId, inverted ? invert(followUp) : followUp);
    },
    async submitEarly({ text, isModified }, surface) {
      if (text.trim() === '') return;
      const { threadId, draftKey, draft, sendWith } = surface.project();
      const action = draft === '' && enterAction({ isModified, isShifted: false }, sendWith);
      if (action) {
        const inverted = action === 'sendInverted';
        await intents.submit({ type: 'submit', threadId, draftKey, text: text.trimEnd(), inverted }, surface);
      } else {
        showDraft(draftKey, `${draft}${text}${isModified ? '' : '\n'}`, surface);
      }
    },
    keepEarly(text, surface) {
      const { draftKey, draft } = surface.project();
      showDraft(draftKey, draft + text, surface);
    },
    async retry(clientId) {
      const entry = entryOf(clientId);
      const isReady = store.getState().workspace.kind === 'ready';
      if (!entry || !isReady || (await deps.guardUnsavedFiles()) === 'cancel') return;
      await outbox.retry(clientId, startFor(entry.draftKey));
    },
    discard(clientId, surface) {
      const text = outbox.discard(clientId);
      if (text !== undefined) putBack(surface.project().draftKey, text, surface);
    },
    async queue(intent) {
      switch (intent.type) {
        case 'editQueued':
        case 'releaseQueued':
          return queue.hold(intent.clientId, intent.type === 'editQueued');
        case 'saveQueued':
          return queue.edit(intent.clientId, intent.text);
        case 'moveQueued':
          return queue.move(intent.clientId, intent.beforeClientId);
        case 'removeQueued':
          return queue.remove(intent.clientId);
        case 'sendQueuedNow': {
          const entry = entryOf(intent.clientId);
          return entry && queue.sendNow(intent.clientId, startFor(entry.draftKey));
        }
        case 'pauseQueue':
          return queue.pause(intent.threadId);
        case 'resumeQueue':
          return queue.resume(intent.threadId);
      }
    },
  };
  return intents;
}
