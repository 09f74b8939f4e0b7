import type { SurfaceStorage } from './surface.ts';

const draftsKey = 'drafts';
const aliasesKey = 'draftKeys';
const newThreadName = 'new';
/** What was typed in a tab that was closed before its thread was started. */
const closedTabName = 'new.closed';
const sidebarId = 'sidebar';
const maxDrafts = 200;
const unstored = 'unstored:';

/** A draft that went into another one. */
export interface Replaced {
  readonly draftKey: string;
  readonly newDraftKey: string;
}

/** Drops the oldest entries of a record over the limit. */
function bounded<T>(record: Record<string, T>): Record<string, T> {
  const entries = Object.entries(record);
  return entries.length <= maxDrafts ? record : Object.fromEntries(entries.slice(-maxDrafts));
}

/** Whether a name is that of a new thread, which has no id yet. */
function isNewThread(name: string): boolean {
  return name === newThreadName || name.startsWith(`${newThreadName}.`);
}

/** The sidebar's new thread keeps the name that it had when there were no tabs. */
function nameOf(threadId: string | null, surfaceId: string): string {
  if (threadId !== null) return threadId;
  return surfaceId === sidebarId ? newThreadName : `${newThreadName}.${surfaceId}`;
}

/**
 * The unsent text of every thread and of the next new one of each surface, kept in the workspace's storage at every
 * change. A draft has a key of its own, since a new thread has no id while its first message is on its way.
 */
export class Drafts {
  /** Drafts of which nothing is to be left, by key. */
  private readonly inMemory = new Map<string, string>();

  constructor(
    private readonly storage: SurfaceStorage,
    private readonly newId: () => string,
  ) {}

  /** The key of a thread's draft; null is the next new thread of a surface. */
  keyOf(threadId: string | null, surfaceId = sidebarId): string {
    const name = nameOf(threadId, surfaceId);
    const { [closedTabName]: ofClosedTab, ...aliases } = this.aliases();
    const alias = aliases[name];
    if (alias) return alias;
    if (threadId !== null) return threadId;
    if (surfaceId === sidebarId || !ofClosedTab) return this.alias(name, this.newId());
    this.saveAliases({ ...aliases, [name]: ofClosedTab });
    return ofClosedTab;
  }

  /** A key whose draft is never stored. */
  unstoredKey(): string {
    return unstored + this.newId();
  }

  /** The new thread with this draft got its id; the next new thread starts with an empty draft of its own. */
  assign(draftKey: string, threadId: string): void {
    const others = Object.entries(this.aliases()).filter(([, key]) => key !== draftKey);
    this.saveAliases({ ...Object.fromEntries(others), [threadId]: draftKey });
  }

  /** The thread that was started with this draft, or undefined. */
  threadOf(draftKey: string): string | undefined {
    const found = Object.entries(this.aliases()).find(
      ([name, key]) => key === draftKey && !isNewThread(name),
    );
    return found?.[0];
  }

  /** Moves a draft to a new key and returns that. */
  renew(draftKey: string, threadId: string | null, surfaceId = sidebarId): string {
    const text = this.read(draftKey);
    this.write(draftKey, '');
    const renewed = draftKey.startsWith(unstored)
      ? this.unstoredKey()
      : this.alias(nameOf(threadId, surfaceId), this.newId());
    this.write(renewed, text);
    return renewed;
  }

  /**
   * The new thread of one surface is begun in another, behind what was typed for a new one there. Returns the key that
   * had, and the one that replaces it; undefined: there was none.
   */
  handOver(fromSurfaceId: string, toSurfaceId: string): Replaced | undefined {
    const moved = this.keyOf(null, fromSurfaceId);
    const { [nameOf(null, fromSurfaceId)]: _moved, ...others } = this.aliases();
    const replaced = others[nameOf(null, toSurfaceId)];
    this.saveAliases({ ...others, [nameOf(null, toSurfaceId)]: moved });
    return this.join(replaced, moved);
  }

  /**
   * The surface is gone. What was typed there for a new thread, or has `hasMessages` that wait, is what the next tab
   * begins one with. Returns the key of what was typed in a tab closed before, and the one that replaces it.
   */
  close(surfaceId: string, hasMessages: boolean): Replaced | undefined {
    const { [nameOf(null, surfaceId)]: draftKey, ...others } = this.aliases();
    if (!draftKey) return undefined;
    const isKept = hasMessages || this.read(draftKey) !== '';
    this.saveAliases(isKept ? { ...others, [closedTabName]: draftKey } : others);
    return isKept ? this.join(others[closedTabName], draftKey) : undefined;
  }

  /** The surface's next new thread begins without what is typed, or waits, for the one that is being started. */
  leave(surfaceId: string): void {
    const { [nameOf(null, surfaceId)]: _left, ...others } = this.aliases();
    this.saveAliases(others);
  }

  /**
   * What was left, and got no thread after all, goes before what is typed for the surface's new thread. Returns both
   * keys; undefined: the draft is that of a thread, or of a surface.
   */
  takeIn(draftKey: string, surfaceId: string): Replaced | undefined {
    const isKept = Object.values(this.aliases()).includes(draftKey);
    return isKept ? undefined : this.join(draftKey, this.keyOf(null, surfaceId));
  }

  read(draftKey: string): string {
    return (draftKey.startsWith(unstored) ? this.inMemory.get(draftKey) : this.all()[draftKey]) ?? '';
  }

  write(draftKey: string, text: string): void {
    if (draftKey.startsWith(unstored)) return this.writeInMemory(draftKey, text);
    const { [draftKey]: _previous, ...others } = this.all();
    void this.storage.update(draftsKey, text === '' ? others : bounded({ ...others, [draftKey]: text }));
  }

  /** Puts the text of a draft before that of another one, which goes on for both. */
  private join(replaced: string | undefined, draftKey: string): Replaced | undefined {
    if (replaced === undefined || replaced === draftKey) return undefined;
    this.write(draftKey, [this.read(replaced), this.read(draftKey)].filter(Boolean).join('\n\n'));
    this.write(replaced, '');
    return { draftKey: replaced, newDraftKey: draftKey };
  }

  private writeInMemory(draftKey: string, text: string): void {
    this.inMemory.delete(draftKey);
    if (text !== '') this.inMemory.set(draftKey, text);
    const [oldest] = this.inMemory.keys();
    if (this.inMemory.size > maxDrafts && oldest !== undefined) this.inMemory.delete(oldest);
  }

  private alias(name: string, draftKey: string): string {
    this.saveAliases({ ...this.aliases(), [name]: draftKey });
    return draftKey;
  }

  private saveAliases(aliases: Record<string, string>): void {
    void this.storage.update(aliasesKey, bounded(aliases));
  }

  private aliases(): Record<string, string> {
    return this.storage.get<Record<string, string>>(aliasesKey) ?? {};
  }

  private all(): Record<string, string> {
    return this.storage.get<Record<string, string>>(draftsKey) ?? {};
  }
}
