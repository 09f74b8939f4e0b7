import type { SurfaceStorage } from './surface.ts';

const draftsKey = 'drafts';
const aliasesKey = 'draftKeys';
const newThreadKey = 'new';
const maxDrafts = 200;

/** Drops the oldest entries of a record over the limit. */
function bounded<T>(record: Record<string, T>): Record<string, T> {
  const entries = Object.entries(record);
  return entries.length <= maxDrafts ? record : Object.fromEntries(entries.slice(-maxDrafts));
}

/**
 * The unsent text of every thread and of the next new one, kept in the workspace's storage at every change. A
 * draft has a key of its own, since a new thread has no id while its first message is on its way.
 */
export class Drafts {
  constructor(
    private readonly storage: SurfaceStorage,
    private readonly newId: () => string,
  ) {}

  /** The key of a thread's draft; null is the next new thread. */
  keyOf(threadId: string | null): string {
    const alias = this.aliases()[threadId ?? newThreadKey];
    if (alias) return alias;
    if (threadId !== null) return threadId;
    return this.alias(newThreadKey, this.newId());
  }

  /** The new thread with this draft got its id; the next new thread starts with an empty draft of its own. */
  assign(draftKey: string, threadId: string): void {
    const { [newThreadKey]: next, ...others } = this.aliases();
    const kept = next === undefined || next === draftKey ? others : { ...others, [newThreadKey]: next };
    void this.storage.update(aliasesKey, bounded({ ...kept, [threadId]: draftKey }));
  }

  /** The thread that was started with this draft, or undefined. */
  threadOf(draftKey: string): string | undefined {
    const found = Object.entries(this.aliases()).find(
      ([name, key]) => key === draftKey && name !== newThreadKey,
    );
    return found?.[0];
  }

  /** Moves a draft to a new key and returns that. */
  renew(draftKey: string, threadId: string | null): string {
    const text = this.read(draftKey);
    this.write(draftKey, '');
    const renewed = this.alias(threadId ?? newThreadKey, this.newId());
    this.write(renewed, text);
    return renewed;
  }

  read(draftKey: string): string {
    return this.all()[draftKey] ?? '';
  }

  write(draftKey: string, text: string): void {
    const { [draftKey]: _previous, ...others } = this.all();
    void this.storage.update(draftsKey, text === '' ? others : bounded({ ...others, [draftKey]: text }));
  }

  private alias(name: string, draftKey: string): string {
    void this.storage.update(aliasesKey, bounded({ ...this.aliases(), [name]: draftKey }));
    return draftKey;
  }

  private aliases(): Record<string, string> {
    return this.storage.get<Record<string, string>>(aliasesKey) ?? {};
  }

  private all(): Record<string, string> {
    return this.storage.get<Record<string, string>>(draftsKey) ?? {};
  }
}
