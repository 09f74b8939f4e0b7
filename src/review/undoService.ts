import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { escapeLinks } from '../approvals/escapeLabels.ts';
import { revealedText } from '../approvals/revealedText.ts';
import { UserError } from '../errors.ts';
import type { RecordRef, UndoKind, UndoRecord } from './changeLog.ts';
import { selectOpen, type UndoStep } from './changePlans.ts';
import { mapParallel } from './diskFiles.ts';
import type { FileAccess, PresentFile } from './fileAccess.ts';
import { type FileContent, isKnown, isSameContent } from './fileContent.ts';
import type { ReviewModel } from './reviewModel.ts';
import { decideUndo, isUnchanged, type UndoDecision } from './undoDecision.ts';

interface Decided {
  readonly step: UndoStep;
  readonly present: PresentFile;
  readonly decision: UndoDecision;
}

type Writable = Extract<UndoDecision, { kind: 'done' | 'put' | 'merged' }>;
type Entry = UndoRecord['entries'][number];

const listedNames = 10;

/** Names of files for a dialog, the rest counted. */
export function listNames(paths: readonly string[]): string {
  const names = paths
    .slice(0, listedNames)
    .map((path) => revealedText(vscode.workspace.asRelativePath(path)));
  const rest = paths.length - names.length;
  return [...names, ...(rest > 0 ? [vscode.l10n.t('and {0} more', rest)] : [])].join('\n');
}

/** Takes changes of codex back, and that back again. Nothing is written over edits without asking. */
export class UndoService {
  constructor(
    private readonly model: ReviewModel,
    private readonly files: FileAccess,
    /** Opens what a file was ↔ what it is. */
    private readonly compare: (path: string, content: FileContent) => Promise<void>,
  ) {}

  /** Marks the open changes of some files (null: all) of a thread as kept. */
  async keep(threadId: string, paths: readonly string[] | null): Promise<void> {
    const records = selectOpen(this.model.get(threadId), paths).flatMap((file) => file.records);
    await this.model.dispatch(threadId, { type: 'kept', records });
  }

  /** Carries out a plan; edits made since are merged, or asked about. Files that cannot be put back stay, and are told. */
  async undo(threadId: string, kind: UndoKind, steps: readonly UndoStep[]): Promise<void> {
    const decided = await mapParallel(steps, (step) => this.decide(step));
    const settled = await this.settleConflicts(decided);
    if (!settled) return;
    await this.write(threadId, kind, settled);
    const impossible = decided.filter(({ decision }) => decision.kind === 'impossible');
    if (impossible.length > 0) {
      const names = listNames(impossible.map(({ step }) => step.path));
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'What these files were before is not known, so they stay as they are: {0}',
          escapeLinks(names),
        ),
      );
    }
  }

  /** Puts files back exactly, whatever they hold now: the person has seen what that means. */
  async restore(threadId: string, steps: readonly UndoStep[]): Promise<void> {
    const decided = await mapParallel(steps, async (step): Promise<Decided> => {
      const present = await this.files.read(step.path);
      const { target } = step;
      return {
        step,
        present,
        decision: isKnown(target) ? { kind: 'put', content: target } : { kind: 'impossible' },
      };
    });
    await this.write(threadId, 'restore', decided);
  }

  /** Redoes the undo done last, in one thread or (undefined) in any. Throws a UserError when there is none. */
  async redo(threadId: string | undefined): Promise<void> {
    await this.model.load();
    const logs = threadId === undefined ? this.model.all() : [this.model.get(threadId)];
    const [latest] = logs
      .flatMap((log) => log.undone.map((undo) => ({ threadId: log.threadId, undo })))
      .sort((a, b) => b.undo.atMs - a.undo.atMs);
    if (!latest) throw new UserError(vscode.l10n.t('There is nothing to redo.'));
    const steps = latest.undo.entries.map(({ path, replaced, wrote }) => ({
      path,
      base: wrote,
      target: replaced,
      records: [],
    }));
    const settled = await this.settleConflicts(await mapParallel(steps, (step) => this.decide(step)));
    if (!settled) return;
    const { entries } = await this.plan(settled);
    // What could not be written can be redone when the cause is gone; what was written is then passed over.
    if ((await this.writeAll(entries)).length > 0) return;
    await this.model.dispatch(latest.threadId, { type: 'redone', undoId: latest.undo.id });
  }

  private async decide(step: UndoStep): Promise<Decided> {
    const present = await this.files.read(step.path);
    const { uri } = present;
    const isMerge =
      !isSameContent(present.content, step.base) && !isSameContent(present.content, step.target);
    const [base, now, target] = isMerge
      ? await mapParallel([step.base, present.content, step.target], (content) =>
          this.files.textOf(content, uri),
        )
      : [];
    return {
      step,
      present,
      decision: decideUndo(step.base, present.content, step.target, { base, now, target }),
    };
  }

  /** Asks once about all conflicts. undefined: the person wants to look first, and nothing is done. */
  private async settleConflicts(decided: readonly Decided[]): Promise<Decided[] | undefined> {
    const conflicts = decided.filter(({ decision }) => decision.kind === 'conflict');
    const clear = decided.filter(({ decision }) => decision.kind !== 'conflict');
    if (conflicts.length === 0) return clear;
    const keep = vscode.l10n.t('Keep as Is');
    const put = vscode.l10n.t('Put Back the Earlier Text');
    const look = vscode.l10n.t('Compare');
    const message =
      conflicts.length === 1
        ? vscode.l10n.t('A file was edited since, where it would be changed back.')
        : vscode.l10n.t('{0} files were edited since, where they would be changed back.', conflicts.length);
    const detail = listNames(conflicts.map(({ step }) => step.path));
    const picked = await vscode.window.showWarningMessage(message, { modal: true, detail }, keep, put, look);
    if (picked === keep) return clear;
    if (picked === put) {
      const forced = conflicts.flatMap(({ step, present }): Decided[] => {
        const { target } = step;
        return isKnown(target) ? [{ step, present, decision: { kind: 'put', content: target } }] : [];
      });
      return [...clear, ...forced];
    }
    if (picked === look) for (const { step } of conflicts) await this.compare(step.path, step.target);
    return undefined;
  }

  /** Says what will be written, in the words of the record that must be able to take it back. */
  private async plan(decided: readonly Decided[]): Promise<{ entries: Entry[]; records: RecordRef[] }> {
    const entries: Entry[] = [];
    const records: RecordRef[] = [];
    for (const { step, present, decision } of decided) {
      if (decision.kind === 'impossible' || decision.kind === 'conflict') continue;
      const wrote = await this.contentOf(decision, present);
      if (!isKnown(wrote)) continue;
      records.push(...step.records);
      if (!isSameContent(wrote, present.content))
        entries.push({ path: step.path, replaced: present.content, wrote });
    }
    return { entries, records };
  }

  private async contentOf(decision: Writable, present: PresentFile): Promise<FileContent> {
    if (decision.kind === 'put') return decision.content;
    if (decision.kind === 'done') return present.content;
    return this.files.store(decision.text, present.content, present.uri);
  }

  /** Writes the files; returns, and tells, those that could not be written. */
  private async writeAll(entries: readonly Entry[]): Promise<string[]> {
    const failures: { path: string; reason: string }[] = [];
    for (const { path, replaced, wrote } of entries) {
      try {
        // A dialog may have been up since the file was read.
        if (!isUnchanged(replaced, (await this.files.read(path)).content))
          throw new UserError(vscode.l10n.t('it has just changed'));
        if (isKnown(wrote)) await this.files.write(path, wrote);
      } catch (error) {
        failures.push({ path, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    if (failures.length > 0) {
      const lines = failures.map(({ path, reason }) => revealedText(`${path}: ${reason}`)).join('\n');
      void vscode.window.showErrorMessage(
        vscode.l10n.t('These files could not be written: {0}', escapeLinks(lines)),
      );
    }
    return failures.map(({ path }) => path);
  }

  /** The record comes first: whatever happens while files are written, it can be redone. */
  private async write(threadId: string, kind: UndoKind, decided: readonly Decided[]): Promise<void> {
    const { entries, records } = await this.plan(decided);
    if (entries.length === 0 && records.length === 0) return;
    const undo = { id: randomUUID(), atMs: Date.now(), kind, entries };
    await this.model.dispatch(threadId, { type: 'undone', undo, records });
    const failed = await this.writeAll(entries);
    await this.model.dispatch(threadId, { type: 'written', undoId: undo.id, failed });
  }
}
