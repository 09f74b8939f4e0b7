import path from 'node:path';
import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { BaselineDocuments, contentUri } from './baselineDocuments.ts';
import { ChangeTracker } from './changeTracker.ts';
import { Checkpoints } from './checkpoints.ts';
import { CommandWatch, listWorkspaceFiles } from './commandWatch.ts';
import { FileAccess } from './fileAccess.ts';
import { HunkActions } from './hunkActions.ts';
import { HunkLenses } from './hunkLenses.ts';
import { createReviewCommands } from './reviewCommands.ts';
import { ReviewModel } from './reviewModel.ts';
import { ReviewScm } from './reviewScm.ts';
import { UndoService } from './undoService.ts';
import { WorkspaceSnapshot } from './workspaceSnapshot.ts';

interface ReviewDeps {
  readonly store: Store<AppState, AppEvent>;
  /** Where the review keeps what it must remember (absolute). */
  readonly folder: string;
  readonly log: { error(message: string, error: unknown): void };
  shownThreadId(): string | null;
  isCodeLensOn(): boolean;
  /** Makes a thread of the turns before one, and shows it. */
  fork(threadId: string, beforeTurnId: string): Promise<void>;
}

/** The review of changes after they were applied, wired: nothing is read or watched before `load` or a turn. */
export interface Review {
  readonly checkpoints: Checkpoints;
  readonly commands: Record<string, (...args: unknown[]) => Promise<void>>;
  /** Reads what earlier runs left. */
  load(): Promise<void>;
  dispose(): void;
}

/** Builds the parts of the review and connects them to the store. */
export function createReview(deps: ReviewDeps): Review {
  const { store } = deps;
  const failed = (error: unknown): void => deps.log.error('The review of changes failed', error);
  const model = new ReviewModel(deps.folder, store, failed);
  const snapshot = new WorkspaceSnapshot(model.contents, listWorkspaceFiles);
  const watch = new CommandWatch((file) => void snapshot.accept(file).catch(failed));
  const tracker = new ChangeTracker(store, model, snapshot, watch, failed);
  const files = new FileAccess(model.contents, async (file) => {
    if (watch.isRunning) await snapshot.accept(file);
  });
  const documents = new BaselineDocuments(model, files);
  const undo = new UndoService(model, files, async (file, content) => {
    const title = vscode.l10n.t('{0} (earlier text ↔ now)', path.basename(file));
    await vscode.commands.executeCommand(
      'vscode.diff',
      contentUri(file, content),
      vscode.Uri.file(file),
      title,
    );
  });
  const scm = new ReviewScm(model, files, failed);
  const hunks = new HunkActions(model, files, (file) => scm.threadOf(file));
  const lenses = new HunkLenses(model, hunks, () => deps.isCodeLensOn());
  const checkpoints = new Checkpoints(store, model, files, undo, (threadId, turnId) =>
    deps.fork(threadId, turnId),
  );
  const commands = createReviewCommands({
    store,
    model,
    undo,
    hunks,
    checkpoints,
    threadOf: (file) => scm.threadOf(file),
    shownThreadId: () => deps.shownThreadId(),
  });
  return {
    checkpoints,
    commands,
    load: () => model.load(),
    dispose: () => {
      for (const part of [lenses, scm, documents, tracker, model]) part.dispose();
    },
  };
}
