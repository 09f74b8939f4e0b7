import { Emitter, type Event } from 'vscode-jsonrpc/node';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { SurfaceState } from '../shared/messages.ts';
import { isOfNewThread } from '../shared/outbox/isOfNewThread.ts';
import { isStarting } from '../shared/outbox/isStarting.ts';
import { projectSurface } from '../shared/projectSurface.ts';
import type { Store } from '../shared/store.ts';
import type { Drafts, Replaced } from './drafts.ts';

/** Where panel state is kept: see StateFile. */
export interface SurfaceStorage {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): Promise<void>;
}

/** What one place that shows a thread (the sidebar view, an editor tab) remembers: which thread, and its draft's key. */
export class Surface {
  private readonly changed = new Emitter<void>();
  private threadId: string | null = null;
  private draftKey = '';
  /** The thread beside which the side question that is shown was asked; null: none is shown. */
  private besideId: string | null = null;
  private restored = false;

  /** `lastThreadId`: what is shown when the storage does not know it. */
  constructor(
    readonly id: string,
    readonly kind: SurfaceState['kind'],
    private readonly store: Store<AppState, AppEvent>,
    private readonly drafts: Drafts,
    private readonly storage: SurfaceStorage,
    private readonly readConfig: () => Pick<SurfaceState, 'sendWith' | 'followUp'>,
    private readonly lastThreadId: string | null = null,
  ) {}

  /** Something else is shown: the page needs a new snapshot. */
  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  get shownThreadId(): string | null {
    this.restore();
    return this.threadId;
  }

  /** The thread that a side question leads back to; null when none is shown. */
  get asideOf(): string | null {
    return this.besideId;
  }

  /** Shows a side question of the shown thread. Nothing of that is stored: after a reload the thread is shown. */
  showAside(threadId: string): void {
    this.besideId = this.shownThreadId;
    this.threadId = threadId;
    this.draftKey = this.drafts.unstoredKey();
    this.changed.fire();
  }

  /** Names the draft that is shown: a new thread that is being started is known by it. */
  get shownDraftKey(): string {
    this.restore();
    return this.draftKey;
  }

  /** Shows a thread, or with null the start of a new one. */
  show(threadId: string | null): void {
    this.restored = true;
    if (this.besideId !== null) this.drafts.write(this.draftKey, '');
    this.besideId = null;
    this.threadId = threadId;
    this.draftKey = this.drafts.keyOf(threadId, this.id);
    this.remember();
  }

  /** The person begins a new thread: one that is still being started gets its id without being shown. */
  showNew(): void {
    const { outbox } = this.store.getState();
    if (isStarting(outbox, this.drafts.keyOf(null, this.id))) this.drafts.leave(this.id);
    this.show(null);
  }

  /** Has what was typed or sent for a new thread that could not be started, unless another surface has it. */
  takeIn(draftKey: string): void {
    const isTyped = this.drafts.read(draftKey) !== '';
    const replaced = this.drafts.takeIn(draftKey, this.id);
    this.rekey(replaced);
    if (replaced && isTyped && this.shownThreadId === null) this.reloadDraft();
  }

  /** Another surface goes on with what is shown here and what is typed; here a new thread begins. */
  moveTo(target: Surface): void {
    const moved = this.shownThreadId;
    if (moved === null) this.rekey(this.drafts.handOver(this.id, target.id));
    // In this order: a thread that no surface shows is unloaded.
    target.show(moved);
    this.show(null);
  }

  /** The new thread that was being started here has its id now; what is typed meanwhile stays its draft. */
  assign(threadId: string): void {
    this.drafts.assign(this.draftKey, threadId);
    this.threadId = threadId;
    this.remember();
  }

  /** The stored draft changed under the page: it is shown under a new key, so that the page takes it over. */
  reloadDraft(): void {
    const { draftKey } = this;
    this.draftKey = this.drafts.renew(draftKey, this.threadId, this.id);
    this.rekey({ draftKey, newDraftKey: this.draftKey });
    this.changed.fire();
  }

  /** Sends the page a new snapshot, for changes that are not events. */
  refresh(): void {
    this.changed.fire();
  }

  /** The surface is gone for good: nothing is remembered of it, but what was typed. */
  forget(): void {
    // A side question ends with what it was asked on, and nothing that is being made for this surface is shown here.
    this.show(null);
    void this.storage.update(this.storageKey, undefined);
    const { outbox } = this.store.getState();
    const isWaiting = outbox.some((entry) => isOfNewThread(entry, this.draftKey));
    this.rekey(this.drafts.close(this.id, isWaiting));
  }

  project(): SurfaceState {
    this.restore();
    const { sendWith, followUp } = this.readConfig();
    return {
      surfaceId: this.id,
      kind: this.kind,
      app: projectSurface(this.store.getState(), this.threadId),
      threadId: this.threadId,
      draftKey: this.draftKey,
      draft: this.drafts.read(this.draftKey),
      sendWith,
      followUp,
    };
  }

  /** Reads what was shown last, when it is first asked for: activation touches no disk. */
  private restore(): void {
    if (this.restored) return;
    this.restored = true;
    const stored = this.storage.get<string | null>(this.storageKey);
    this.threadId = stored === undefined ? this.lastThreadId : stored;
    this.draftKey = this.drafts.keyOf(this.threadId, this.id);
  }

  /** Messages that could not start a new thread stay with what is typed for it. */
  private rekey(replaced: Replaced | undefined): void {
    if (replaced) this.store.dispatch([{ method: 'host/messagesRekeyed', params: replaced }]);
  }

  private remember(): void {
    void this.storage.update(this.storageKey, this.threadId);
    this.changed.fire();
  }

  private get storageKey(): string {
    return `surface.${this.id}.threadId`;
  }
}
