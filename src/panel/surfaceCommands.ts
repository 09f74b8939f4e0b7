import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import type { HostToWebview } from '../shared/messages.ts';
import type { ChatViewProvider } from './chatViewProvider.ts';
import type { Surface } from './surface.ts';
import type { Surfaces } from './surfaces.ts';
import type { ThreadPanels } from './threadPanels.ts';
import { threadTarget } from './threadTarget.ts';

export interface SurfaceCommandDeps {
  readonly surfaces: Surfaces;
  readonly view: ChatViewProvider;
  readonly panels: ThreadPanels;
  /** Reads the thread's history, if it is not there. */
  loadThread(threadId: string): Promise<void>;
}

/** Where threads are shown is the person's: nothing here runs but on their command, and the focus goes along. */
export interface SurfaceCommands {
  readonly commands: Record<string, (...args: unknown[]) => Promise<void>>;
  /** The button of a page: to an editor tab, or from there to the sidebar. */
  move(surface: Surface): Promise<void>;
  /** Brings up a surface and puts the cursor into its composer. */
  focus(surface: Surface): Promise<void>;
  /** Brings up a surface and focuses the card of an approval of its thread. */
  focusApproval(surface: Surface, approvalId: string): Promise<void>;
}

/** Makes what moves threads between the sidebar and editor tabs. */
export function createSurfaceCommands(deps: SurfaceCommandDeps): SurfaceCommands {
  const { surfaces, view, panels } = deps;

  const bringUp = (surface: Surface, message: HostToWebview): Promise<void> =>
    surface.kind === 'sidebar' ? view.focus(message) : panels.focus(surface, message);

  const focus: SurfaceCommands['focus'] = (surface) => bringUp(surface, { type: 'focusComposer' });

  async function openTab(column: vscode.ViewColumn, fill: (surface: Surface) => void): Promise<void> {
    const tab = panels.open(column, fill);
    if (tab.shownThreadId !== null) await deps.loadThread(tab.shownThreadId);
  }

  function checkMovable(surface: Surface): void {
    if (surface.asideOf !== null)
      throw new UserError(
        vscode.l10n.t('A side question stays where it was asked. Go back to its thread first.'),
      );
  }

  /** What already is in a tab stays in it: that is brought up, for `Beside` in the column beside. */
  async function toEditor(surface: Surface, column: vscode.ViewColumn): Promise<void> {
    if (surface.kind === 'sidebar') {
      checkMovable(surface);
      return openTab(column, (tab) => surface.moveTo(tab));
    }
    const beside = column === vscode.ViewColumn.Beside ? column : undefined;
    return panels.focus(surface, { type: 'focusComposer' }, beside);
  }

  const opener =
    (column: vscode.ViewColumn) =>
    async (...args: unknown[]) => {
      const threadId = threadTarget(args);
      const holder = threadId === undefined ? surfaces.active : surfaces.surfaceOf(threadId);
      await (holder ? toEditor(holder, column) : openTab(column, (tab) => tab.show(threadId ?? null)));
    };

  async function toSidebar(tab: Surface): Promise<void> {
    if (tab.kind !== 'editor') return focus(tab);
    checkMovable(tab);
    tab.moveTo(surfaces.sidebar);
    panels.close(tab);
    await focus(surfaces.sidebar);
  }

  return {
    commands: {
      'codexChat.openInEditor': opener(vscode.ViewColumn.Active),
      'codexChat.openBeside': opener(vscode.ViewColumn.Beside),
      'codexChat.moveToSidebar': () => toSidebar(panels.activeTab ?? surfaces.active),
      'codexChat.newThreadInEditor': () => openTab(vscode.ViewColumn.Active, (tab) => tab.show(null)),
    },
    move: (surface) =>
      surface.kind === 'sidebar' ? toEditor(surface, vscode.ViewColumn.Active) : toSidebar(surface),
    focus,
    focusApproval: (surface, approvalId) => bringUp(surface, { type: 'focusApproval', approvalId }),
  };
}
