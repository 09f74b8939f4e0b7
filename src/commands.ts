import type { Surface } from './panel/surface.ts';
import type { Surfaces } from './panel/surfaces.ts';
import type { ThreadService } from './threads/threadService.ts';

export interface CommandDeps {
  readonly surfaces: Surfaces;
  readonly threads: ThreadService;
  /** Brings up a surface and puts the cursor into its composer. */
  focus(surface: Surface): Promise<void>;
  newThread(surface: Surface): void;
  showThreads(surface: Surface): Promise<void>;
  askAside(surface: Surface): Promise<void>;
  restartServer(): Promise<void>;
  showLog(): void;
}

/** Handlers by command id; each gets the arguments VS Code passes. Those about approvals have a table of their own. */
export function createCommands(
  deps: CommandDeps,
): Record<string, (...args: unknown[]) => Promise<void> | void> {
  const { surfaces } = deps;
  return {
    'codexChat.open': () => deps.focus(surfaces.sidebar),
    'codexChat.newThread': () => {
      const { active } = surfaces;
      deps.newThread(active);
      return deps.focus(active);
    },
    'codexChat.showThreads': () => deps.showThreads(surfaces.active),
    'codexChat.stop': async () => {
      const { shownThreadId } = surfaces.active;
      if (shownThreadId) await deps.threads.interrupt(shownThreadId);
    },
    'codexChat.askAside': () => deps.askAside(surfaces.active),
    'codexChat.restartServer': () => deps.restartServer(),
    'codexChat.showLog': () => deps.showLog(),
  };
}
