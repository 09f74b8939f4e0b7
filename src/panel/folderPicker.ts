import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { escapeIcons } from '../approvals/escapeLabels.ts';
import { UserError } from '../errors.ts';
import { isWithin } from '../isWithin.ts';
import { folderName } from '../shared/folders/folderName.ts';
import { isOutside } from '../shared/text/isOutside.ts';

interface FolderItem extends vscode.QuickPickItem {
  /** Absent: any other folder in the workspace. */
  readonly folder?: string;
}

/** What the picker goes by: the workspace's folders (absolute), and two folders that are marked. */
export interface FolderPickerState {
  readonly folders: readonly string[];
  readonly current: string | null;
  readonly activeRoot: string;
}

/** Throws a UserError unless `folder` (absolute), links followed, lies in one of the workspace's `folders`. */
export async function checkInWorkspace(folder: string, folders: readonly string[]): Promise<void> {
  const real = await realpath(folder).catch(() => undefined);
  const roots = await Promise.all(folders.map((root) => realpath(root).catch(() => undefined)));
  if (real !== undefined && roots.some((root) => root !== undefined && isWithin(real, root))) return;
  throw new UserError(
    vscode.l10n.t(
      '{0} is not in this workspace, and you have trusted Codex with this workspace only. Add the folder to the workspace first.',
      folder,
    ),
  );
}

async function browse(state: FolderPickerState): Promise<string | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose the folder Codex works in'),
    openLabel: vscode.l10n.t('Work Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
    defaultUri: vscode.Uri.file(state.current ?? state.activeRoot),
  });
  return picked?.[0]?.fsPath;
}

/**
 * Lets the person pick the folder that codex works in: one of the workspace's, or any other, which `checkInWorkspace`
 * has to be asked about. Returns its absolute path, undefined when nothing was picked.
 */
export async function pickFolder(state: FolderPickerState): Promise<string | undefined> {
  const { folders, current, activeRoot } = state;
  const marks = (folder: string): string =>
    [
      folder === current ? vscode.l10n.t('current') : '',
      folder === activeRoot && folders.length > 1 ? vscode.l10n.t("the active editor's") : '',
    ]
      .filter(Boolean)
      .join(' · ');
  const isBelow = current !== null && !folders.includes(current) && !isOutside(current, folders);
  const offered = isBelow ? [...folders, current] : folders;
  const items: FolderItem[] = offered.map((folder) => ({
    label: `$(folder) ${escapeIcons(folderName(folder, folders))}`,
    description: marks(folder),
    detail: escapeIcons(folder),
    folder,
  }));
  const other = { label: `$(folder-opened) ${vscode.l10n.t('Another folder in the workspace…')}` };
  const picked = await vscode.window.showQuickPick<FolderItem>([...items, other], {
    title: vscode.l10n.t('Which folder does Codex work in?'),
    placeHolder:
      folders.length > 1
        ? vscode.l10n.t('The other folders of the workspace go along. A change counts from the next turn.')
        : vscode.l10n.t('A change counts from the next turn.'),
  });
  if (!picked) return undefined;
  if (picked.folder === undefined) return browse(state);
  return picked.folder;
}
