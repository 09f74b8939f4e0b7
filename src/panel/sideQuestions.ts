import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import type { ThreadService } from '../threads/threadService.ts';
import type { Surface } from './surface.ts';

export interface SideQuestionDeps {
  readonly threads: Pick<ThreadService, 'forkAside' | 'endAside'>;
  /** Shows a stored thread on the surface, with its turns. */
  openThread(threadId: string, surface: Surface): Promise<void>;
}

/** Side questions: what a person asks beside a thread, of which nothing is kept. */
export interface SideQuestions {
  /** Shows the place for one on the surface. Throws a UserError where there is nothing to ask about. */
  ask(surface: Surface): Promise<void>;
  /** Goes back to the thread, if a side question is shown. */
  leave(surface: Surface): Promise<void>;
}

/** Opens side questions, and ends each as soon as its surface shows anything else, whoever made it do so. */
export function createSideQuestions(deps: SideQuestionDeps): SideQuestions {
  const { threads } = deps;
  /** Surfaces for which codex is being asked. */
  const opening = new Set<Surface>();

  function endWhenLeft(surface: Surface, asideId: string): void {
    const listener = surface.onDidChange(() => {
      if (surface.shownThreadId === asideId) return;
      listener.dispose();
      void threads.endAside(asideId);
    });
  }

  async function open(surface: Surface, threadId: string): Promise<void> {
    const asideId = await threads.forkAside(threadId);
    // Something else is shown by now.
    if (surface.shownThreadId !== threadId) return threads.endAside(asideId);
    surface.showAside(asideId);
    endWhenLeft(surface, asideId);
  }

  return {
    async ask(surface) {
      const threadId = surface.shownThreadId;
      if (surface.asideOf !== null) throw new UserError(vscode.l10n.t('This is a side question already.'));
      if (threadId === null)
        throw new UserError(
          vscode.l10n.t('A side question is about the thread that is shown, and this one has not begun.'),
        );
      if (opening.has(surface)) return;
      opening.add(surface);
      try {
        await open(surface, threadId);
      } finally {
        opening.delete(surface);
      }
    },
    async leave(surface) {
      if (surface.asideOf === null) return;
      await deps.openThread(surface.asideOf, surface);
      // The thread was opened elsewhere meanwhile.
      if (surface.asideOf !== null) surface.show(null);
    },
  };
}
