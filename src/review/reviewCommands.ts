import * as vscode from 'vscode';
import { escapeIcons } from '../approvals/escapeLabels.ts';
import { revealedText } from '../approvals/revealedText.ts';
import { UserError } from '../errors.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { baselineUri, contentUri } from './baselineDocuments.ts';
import { openFiles, planTurnUndo, planUndo } from './changePlans.ts';
import type { Checkpoints } from './checkpoints.ts';
import { mapParallel, readDisk } from './diskFiles.ts';
import { isKnown } from './fileContent.ts';
import type { HunkActions } from './hunkActions.ts';
import { isLineChange, type LineChange, modifiedRange } from './lineChange.ts';
import type { ReviewModel } from './reviewModel.ts';
import { isReviewResource } from './reviewScm.ts';
import type { UndoService } from './undoService.ts';

export interface ReviewCommandDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly model: ReviewModel;
  readonly undo: UndoService;
  readonly hunks: HunkActions;
  readonly checkpoints: Checkpoints;
  threadOf(path: string): string | undefined;
  shownThreadId(): string | null;
}

interface FileRef {
  readonly threadId: string;
  readonly path: string;
}

interface TurnPick extends vscode.QuickPickItem {
  readonly turnId: string;
}

/** The files that a command means: the rows it was called on, else the file of the active editor. */
function toFiles(deps: ReviewCommandDeps, args: readonly unknown[]): FileRef[] {
  const rows = args.flat().filter(isReviewResource);
  if (rows.length > 0) return rows.map(({ threadId, path }) => ({ threadId, path }));
  const path = vscode.window.activeTextEditor?.document.uri.fsPath;
  const threadId = path === undefined ? undefined : deps.threadOf(path);
  if (path === undefined || threadId === undefined)
    throw new UserError(vscode.l10n.t('There are no changes of Codex in this file.'));
  return [{ threadId, path }];
}

function byThread(files: readonly FileRef[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { threadId, path } of files) groups.set(threadId, [...(groups.get(threadId) ?? []), path]);
  return groups;
}

/** The thread that a command means: the group it was called on, else the shown one if it has changes, else the last. */
function toThread(deps: ReviewCommandDeps, group: unknown): string {
  if (typeof group === 'object' && group !== null && 'id' in group && typeof group.id === 'string')
    return group.id;
  const logs = deps.model.all().filter(({ files }) => files.length > 0);
  const shown = logs.find(({ threadId }) => threadId === deps.shownThreadId());
  const log = shown ?? logs[0];
  if (!log) throw new UserError(vscode.l10n.t('Codex has changed no files here.'));
  return log.threadId;
}

/** Lets the person pick one of the turns that changed files, the last one first. */
async function pickTurn(
  deps: ReviewCommandDeps,
  threadId: string,
  title: string,
  isOffered: (turnId: string) => boolean,
): Promise<string | undefined> {
  const { files } = deps.model.get(threadId);
  const turns = deps.store.getState().threads[threadId]?.turns ?? [];
  const ids = [...new Set(files.map(({ turnId }) => turnId))].filter(isOffered);
  const items = ids.toReversed().map((turnId): TurnPick => {
    const turn = turns.find(({ id }) => id === turnId);
    const message = turn?.items.map(({ item }) => item).find((item) => item.type === 'userMessage');
    const text = message?.content.flatMap((input) => (input.type === 'text' ? [input.text] : [])).join(' ');
    const count = files.filter((file) => file.turnId === turnId).length;
    return {
      label: escapeIcons(revealedText(text?.split('\n')[0] ?? '')) || vscode.l10n.t('A turn'),
      description: count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', count),
      turnId,
    };
  });
  if (items.length === 0) throw new UserError(vscode.l10n.t('Codex has changed no files here.'));
  return (await vscode.window.showQuickPick(items, { title }))?.turnId;
}

/** The hunk that a command means: what the gutter's peek or a lens passes, else the one at the cursor. */
async function toHunk(
  deps: ReviewCommandDeps,
  args: readonly unknown[],
): Promise<{ uri: vscode.Uri; hunk: LineChange }> {
  const [uri, changes, index] = args;
  if (uri instanceof vscode.Uri && Array.isArray(changes) && typeof index === 'number') {
    const hunk: unknown = changes[index];
    if (isLineChange(hunk)) return { uri, hunk };
  }
  const editor = vscode.window.activeTextEditor;
  const line = editor?.selection.active.line ?? 0;
  const hunks = editor ? await deps.hunks.hunksOf(editor.document) : [];
  const hunk = hunks.find((change) => {
    const { from, to } = modifiedRange(change);
    return line >= from - (from === to ? 1 : 0) && line < Math.max(to, from + 1);
  });
  if (!editor || !hunk) throw new UserError(vscode.l10n.t('There is no change of Codex at the cursor.'));
  return { uri: editor.document.uri, hunk };
}

/** Handlers by command id of everything that is done with changes after they were applied. */
export function createReviewCommands(
  deps: ReviewCommandDeps,
): Record<string, (...args: unknown[]) => Promise<void>> {
  const { model, undo, hunks, checkpoints } = deps;

  const eachThread = async (
    args: readonly unknown[],
    act: (threadId: string, paths: readonly string[]) => Promise<void>,
  ): Promise<void> => {
    await model.load();
    for (const [threadId, paths] of byThread(toFiles(deps, args))) await act(threadId, paths);
  };
  const openTurns = (threadId: string) => (turnId: string) =>
    model.get(threadId).files.some((file) => file.turnId === turnId && file.status === 'open');

  return {
    'codexChat.keepFile': (...args) => eachThread(args, (threadId, paths) => undo.keep(threadId, paths)),
    'codexChat.undoFile': (...args) =>
      eachThread(args, (threadId, paths) =>
        undo.undo(threadId, 'file', planUndo(model.get(threadId), paths)),
      ),
    'codexChat.keepAllChanges': async (group) => {
      await model.load();
      await undo.keep(toThread(deps, group), null);
    },
    'codexChat.undoAllChanges': async (group) => {
      await model.load();
      const threadId = toThread(deps, group);
      await undo.undo(threadId, 'thread', planUndo(model.get(threadId), null));
    },
    'codexChat.undoTurnChanges': async (group) => {
      await model.load();
      const threadId = toThread(deps, group);
      const title = vscode.l10n.t('Undo the changes of which turn?');
      const turnId = await pickTurn(deps, threadId, title, openTurns(threadId));
      if (turnId !== undefined) await undo.undo(threadId, 'turn', planTurnUndo(model.get(threadId), turnId));
    },
    'codexChat.keepTurnChanges': async (group) => {
      await model.load();
      const threadId = toThread(deps, group);
      const title = vscode.l10n.t('Keep the changes of which turn?');
      const turnId = await pickTurn(deps, threadId, title, openTurns(threadId));
      if (turnId === undefined) return;
      const records = planTurnUndo(model.get(threadId), turnId).flatMap((step) => step.records);
      await model.dispatch(threadId, { type: 'kept', records });
    },
    'codexChat.redoUndo': (group) =>
      undo.redo(typeof group === 'object' && group !== null ? toThread(deps, group) : undefined),
    'codexChat.restoreFiles': async (group) => {
      await model.load();
      const threadId = toThread(deps, group);
      const title = vscode.l10n.t('Restore files to how they were before which turn?');
      const turnId = await pickTurn(deps, threadId, title, () => true);
      if (turnId !== undefined) await checkpoints.restore(threadId, turnId);
    },
    'codexChat.openChanges': async (...args) => {
      await model.load();
      const [ref] = toFiles(deps, args);
      if (ref) await openChanges(model, ref);
    },
    'codexChat.openAllChanges': async (group) => {
      await model.load();
      const threadId = toThread(deps, group);
      const files = openFiles(model.get(threadId));
      const sources = new Set(files.map(({ movedFrom }) => movedFrom));
      const shown = files.filter(({ path, baseline }) => !sources.has(path) && isKnown(baseline));
      const sides = await mapParallel(shown, async ({ path }) => [
        vscode.Uri.file(path),
        baselineUri(path, threadId),
        await presentUri(path),
      ]);
      await vscode.commands.executeCommand('vscode.changes', vscode.l10n.t('Codex Changes'), sides);
    },
    'codexChat.keepHunk': async (...args) => {
      const { uri, hunk } = await toHunk(deps, args);
      await hunks.keep(uri, hunk);
    },
    'codexChat.undoHunk': async (...args) => {
      const { uri, hunk } = await toHunk(deps, args);
      await hunks.undo(uri, hunk);
    },
  };
}

/** The file (absolute), or an empty document in its place where it does not exist any more. */
async function presentUri(path: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.file(path);
  return (await readDisk(path)) === null ? contentUri(path, { kind: 'absent' }) : uri;
}

/** Opens baseline ↔ now; a file whose baseline is not known is opened as it is. */
async function openChanges(model: ReviewModel, { threadId, path }: FileRef): Promise<void> {
  const file = openFiles(model.get(threadId)).find((each) => each.path === path);
  const now = await presentUri(path);
  if (!file || !isKnown(file.baseline)) {
    await vscode.commands.executeCommand('vscode.open', now, { preview: true });
    return;
  }
  const title = vscode.l10n.t('{0} (changed by Codex)', revealedText(vscode.workspace.asRelativePath(path)));
  await vscode.commands.executeCommand('vscode.diff', baselineUri(path, threadId), now, title, {
    preview: true,
  });
}
