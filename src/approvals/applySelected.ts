import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import { isSameBytes } from '../review/fileContent.ts';
import { describeSelection, type SelectionFile } from '../shared/diff/describeSelection.ts';
import { checkPlace } from './checkPlace.ts';
import { readCurrentFile, findDirtyDocument } from './currentFile.ts';
import { addDocumentEdit } from './editDocument.ts';
import { planFile, type FileStep } from './planFile.ts';
import type { TextProposal } from './proposals.ts';
import { displayPath } from './reviewTitles.ts';

/** One file, and the text that the person wants in it; null leaves the file as it is. */
export interface SelectedFile {
  readonly proposal: TextProposal;
  readonly text: string | null;
}

interface PlannedFile extends SelectedFile {
  readonly step: FileStep;
  /** It had unsaved edits: what is applied stays unsaved with them. */
  readonly wasDirty: boolean;
}

/** Nothing may have changed since the person looked: what was not seen is not written. */
async function checkUnchanged({ proposal: { change, target, before } }: SelectedFile): Promise<void> {
  if ((await readCurrentFile(change.path)).text !== before)
    throw new UserError(
      vscode.l10n.t(
        '{0} has just changed. Look at what is proposed now, and accept again.',
        displayPath(change.path),
      ),
    );
  await checkPlace(change.path);
  if (target !== change.path) await checkTarget(change.path, target);
}

/** What lies where a file is moved is not part of what the review shows. */
async function checkTarget(path: string, target: string): Promise<void> {
  if (findDirtyDocument(target))
    throw new UserError(
      vscode.l10n.t(
        '{0} has unsaved edits that the move would overwrite. Save or close it first.',
        displayPath(target),
      ),
    );
  await checkPlace(target);
  const isSameFile = target.toLowerCase() === path.toLowerCase();
  if (!isSameFile && (await fileExists(vscode.Uri.file(target))))
    throw new UserError(
      vscode.l10n.t(
        '{0} exists, and the move would overwrite it. Move it out of the way, or decline the change.',
        displayPath(target),
      ),
    );
}

async function fileExists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

async function addStep(edit: vscode.WorkspaceEdit, step: FileStep): Promise<void> {
  if (step.kind === 'none') return;
  const uri = vscode.Uri.file(step.path);
  if (step.kind === 'create') edit.createFile(uri, { contents: new TextEncoder().encode(step.text) });
  else if (step.kind === 'delete') edit.deleteFile(uri);
  else {
    const document = await vscode.workspace.openTextDocument(uri);
    const place = step.kind === 'move' ? vscode.Uri.file(step.newPath) : uri;
    if (step.kind === 'move') edit.renameFile(uri, place, { overwrite: true });
    addDocumentEdit(edit, document, step.text, place);
  }
}

/**
 * Saves what was written, exactly: formatters and clean-ups that run on a save, and line ends that a document cannot
 * mix, must not change what the person approved. Returns false when it could not be saved.
 */
async function saveExactly(target: string, text: string): Promise<boolean> {
  const uri = vscode.Uri.file(target);
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty && !(await document.save())) return false;
  const bytes = new TextEncoder().encode(text);
  if (!isSameBytes(await vscode.workspace.fs.readFile(uri), bytes))
    await vscode.workspace.fs.writeFile(uri, bytes);
  return true;
}

async function finish({ proposal, step, wasDirty, text }: PlannedFile): Promise<SelectionFile> {
  const { change, target, before = '', proposed } = proposal;
  const isWritten = step.kind === 'write' || step.kind === 'move' || step.kind === 'create';
  // The files are changed by now: a failure to save must not keep codex from being told and answered.
  const isSaved = !isWritten || (!wasDirty && (await saveExactly(target, step.text).catch(() => false)));
  return {
    path: change.path,
    ...(target !== change.path && { newPath: target }),
    kind: change.kind.type,
    before,
    proposed,
    shown: text ?? before,
    state: step.kind === 'none' ? 'leftOut' : isSaved ? 'applied' : 'unsaved',
  };
}

/**
 * Makes the files what the person selected, by one edit of the workspace that can be undone, and saves those that had no
 * unsaved edits. Returns what to tell the model. Throws a UserError, and has then written nothing or what it says.
 */
export async function applySelected(files: readonly SelectedFile[]): Promise<string> {
  const planned = files.map((file): PlannedFile => {
    const step: FileStep = file.text === null ? { kind: 'none' } : planFile(file.proposal, file.text);
    return { ...file, step, wasDirty: findDirtyDocument(file.proposal.change.path) !== undefined };
  });
  const edit = new vscode.WorkspaceEdit();
  for (const file of planned) {
    if (file.step.kind !== 'none') await checkUnchanged(file);
    await addStep(edit, file.step);
  }
  if (edit.size > 0 && !(await vscode.workspace.applyEdit(edit)))
    throw new UserError(
      vscode.l10n.t(
        'VS Code could not apply the changes, so Codex was not answered. Check the files, undo what was applied, and accept or decline again.',
      ),
    );
  const described: SelectionFile[] = [];
  for (const file of planned) described.push(await finish(file));
  return describeSelection(described);
}
