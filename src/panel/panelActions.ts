import * as vscode from 'vscode';
import { writeCodexPath } from '../config.ts';
import { installCommand } from '../shared/installCommand.ts';
import type { PanelAction } from '../shared/messages.ts';
import type { Surface } from './surface.ts';

export interface PanelActionDeps {
  newThread(surface: Surface): void;
  chooseFolder(surface: Surface): Promise<void>;
  askAside(surface: Surface): Promise<void>;
  leaveAside(surface: Surface): Promise<void>;
  reloadThread(surface: Surface): Promise<void>;
  showThreads(surface: Surface): Promise<void>;
  moveThread(surface: Surface): Promise<void>;
  choosePolicy(): Promise<void>;
  togglePlanMode(): void;
  retryServer(): Promise<void>;
  showLog(): void;
  signIn(): Promise<void>;
}

/** What a button does for the surface that it is on. */
export type PanelActions = Record<PanelAction, (surface: Surface) => Thenable<unknown> | void>;

async function pickCodexPath(): Promise<void> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose the codex program'),
    openLabel: vscode.l10n.t('Use This Program'),
    canSelectMany: false,
  });
  const [file] = picked ?? [];
  if (!file) return;
  await writeCodexPath(file.fsPath);
}

function typeInstallCommand(): void {
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('Install Codex') });
  terminal.show();
  terminal.sendText(installCommand, false);
}

/** The handlers of the page's action buttons: a closed table, never a command id that the page names. */
export function createPanelActions(deps: PanelActionDeps): PanelActions {
  return {
    newThread: (surface) => deps.newThread(surface),
    chooseFolder: (surface) => deps.chooseFolder(surface),
    askAside: (surface) => deps.askAside(surface),
    leaveAside: (surface) => deps.leaveAside(surface),
    reloadThread: (surface) => deps.reloadThread(surface),
    showThreads: (surface) => deps.showThreads(surface),
    moveThread: (surface) => deps.moveThread(surface),
    choosePolicy: () => deps.choosePolicy(),
    togglePlanMode: () => deps.togglePlanMode(),
    openFolder: () => vscode.commands.executeCommand('vscode.openFolder'),
    manageTrust: () => vscode.commands.executeCommand('workbench.trust.manage'),
    installCodex: typeInstallCommand,
    setCodexPath: pickCodexPath,
    retryServer: () => deps.retryServer(),
    showLog: () => deps.showLog(),
    signIn: () => deps.signIn(),
  };
}
