import { Emitter, type Event } from 'vscode-jsonrpc/node';
import { pickActive } from './pickActive.ts';
import type { Surface, SurfaceStorage } from './surface.ts';

interface Entry {
  readonly surface: Surface;
  isVisible: boolean;
  isFocused: boolean;
  lastUse: number;
}

const tabsKey = 'tabs';
/** A tab that is closed before its page was shown in this window leaves its id behind. */
const maxTabs = 50;

/**
 * All places that show threads: the sidebar, and one for each editor tab that this window has drawn. A thread is shown
 * by one of them at most, since drafts and places would part otherwise.
 */
export class Surfaces {
  readonly sidebar: Surface;
  private readonly changed = new Emitter<void>();
  private readonly hidden = new Emitter<void>();
  private readonly ofSidebar: Entry;
  private readonly tabs = new Map<string, Entry>();
  private uses = 0;

  /** `create` makes the surface of a tab; `lastThreadId` is what its page says it showed. */
  constructor(
    sidebar: Surface,
    private readonly create: (id: string, lastThreadId: string | null) => Surface,
    private readonly storage: SurfaceStorage,
  ) {
    this.sidebar = sidebar;
    this.ofSidebar = this.enter(sidebar);
  }

  /** What is shown anywhere, what is visible, or where the focus is has changed. */
  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /** A surface that was visible is not any more. */
  get onDidHide(): Event<void> {
    return this.hidden.event;
  }

  get all(): readonly Surface[] {
    return this.entries().map(({ surface }) => surface);
  }

  /** The one that commands without further words mean. */
  get active(): Surface {
    return pickActive(this.entries(), this.ofSidebar).surface;
  }

  get isAnyVisible(): boolean {
    return this.entries().some(({ isVisible }) => isVisible);
  }

  get isAnyFocused(): boolean {
    return this.entries().some(({ isFocused }) => isFocused);
  }

  /** The surface that shows the thread. */
  surfaceOf(threadId: string): Surface | undefined {
    return this.all.find(({ shownThreadId }) => shownThreadId === threadId);
  }

  /** The surface in which the draft is typed. */
  surfaceOfDraft(draftKey: string): Surface | undefined {
    return this.all.find(({ shownDraftKey }) => shownDraftKey === draftKey);
  }

  isSurfaceVisible(surface: Surface): boolean {
    return this.find(surface)?.isVisible ?? false;
  }

  /** Whether a person can see the thread in this window. */
  isVisible(threadId: string): boolean {
    return this.entries().some(({ isVisible, surface }) => isVisible && surface.shownThreadId === threadId);
  }

  /** Shows a thread in `preferred`, unless another surface shows it already. Returns the one that does. */
  show(threadId: string, preferred: Surface): Surface {
    const holder = this.surfaceOf(threadId);
    if (!holder) preferred.show(threadId);
    return holder ?? preferred;
  }

  /** Begins, or brings back, the surface of a tab. The thread it had is taken from where it is shown meanwhile. */
  openTab(id: string, lastThreadId: string | null = null): Surface {
    const surface = this.create(id, lastThreadId);
    const { shownThreadId } = surface;
    const holder = shownThreadId === null ? undefined : this.surfaceOf(shownThreadId);
    // In this order: a thread that no surface shows is unloaded.
    this.tabs.set(id, this.enter(surface));
    holder?.show(null);
    const known = this.storage.get<string[]>(tabsKey) ?? [];
    const ids = [...known.filter((each) => each !== id), id];
    for (const old of ids.slice(0, -maxTabs)) if (!this.tabs.has(old)) this.create(old, null).forget();
    void this.storage.update(tabsKey, ids.slice(-maxTabs));
    return surface;
  }

  hasTab(id: string): boolean {
    return this.tabs.has(id);
  }

  /** The tab was closed by the person. */
  closeTab(surface: Surface): void {
    const entry = this.tabs.get(surface.id);
    if (!entry) return;
    this.setVisible(surface, false);
    this.tabs.delete(surface.id);
    surface.forget();
    const ids = (this.storage.get<string[]>(tabsKey) ?? []).filter((each) => each !== surface.id);
    void this.storage.update(tabsKey, ids);
    this.changed.fire();
  }

  setVisible(surface: Surface, isVisible: boolean): void {
    const entry = this.find(surface);
    if (!entry || entry.isVisible === isVisible) return;
    entry.isVisible = isVisible;
    if (!isVisible) entry.isFocused = false;
    this.changed.fire();
    if (!isVisible) this.hidden.fire();
  }

  setFocused(surface: Surface, isFocused: boolean): void {
    const entry = this.find(surface);
    if (!entry || entry.isFocused === isFocused) return;
    entry.isFocused = isFocused;
    if (isFocused) entry.lastUse = ++this.uses;
    this.changed.fire();
  }

  /** A person turned to the surface: its tab was chosen, or a button of it pressed. */
  use(surface: Surface): void {
    const entry = this.find(surface);
    if (!entry) return;
    entry.lastUse = ++this.uses;
    this.changed.fire();
  }

  private enter(surface: Surface): Entry {
    surface.onDidChange(() => this.changed.fire());
    return { surface, isVisible: false, isFocused: false, lastUse: 0 };
  }

  private find(surface: Surface): Entry | undefined {
    return surface === this.sidebar ? this.ofSidebar : this.tabs.get(surface.id);
  }

  private entries(): readonly Entry[] {
    return [this.ofSidebar, ...this.tabs.values()];
  }
}
