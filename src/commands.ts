import type { ChatViewProvider } from './panel/chatViewProvider.ts';
import type { Surface } from './panel/surface.ts';
import type { ThreadService } from './threads/threadService.ts';

export interface CommandDeps {
  readonly surface: Surface;
  readonly view: ChatViewProvider;
  readonly threads: ThreadService;
  newThread(): void;
  showThreads(): Promise<void>;
  askAside(): Promise<void>;
  restartServer(): Promise<void>;
  showLog(): void;
}

/** Handlers by command id; each gets the arguments VS Code passes. Those about approvals have a table of their own. */
export function createCommands(
  deps: CommandDeps,
): Record<string, (...args: unknown[]) => Promise<void> | void> {
  const { surface, view } = deps;
  return {
    'codexChat.open': () => view.focusComposer(),
    'codexChat.newThread': () => {
      deps.newThread();
      return view.focusComposer();
    },
    'codexChat.showThreads': () => deps.showThreads(),
    'codexChat.stop': async () => {
      if (surface.shownThreadId) await deps.threads.interrupt(surface.shownThreadId);
    },
    'codexChat.askAside': () => deps.askAside(),
    'codexChat.restartServer': () => deps.restartServer(),
    'codexChat.showLog': () => deps.showLog(),
  };
}
