import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { activeTurn } from '../shared/thread/activeTurn.ts';
import { contentUri } from './baselineDocuments.ts';
import { planRestore, type UndoStep } from './changePlans.ts';
import { mapParallel } from './diskFiles.ts';
import type { FileAccess } from './fileAccess.ts';
import { isKnown, isSameContent } from './fileContent.ts';
import type { ReviewModel } from './reviewModel.ts';
import { listNames, type UndoService } from './undoService.ts';

interface Preview {
  readonly step: UndoStep;
  readonly left: vscode.Uri;
  readonly right: vscode.Uri;
}

/** Puts all files back to how they were before a turn. */
export class Checkpoints {
  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly model: ReviewModel,
    private readonly files: FileAccess,
    private readonly undo: UndoService,
    /** Makes a thread of the turns before one, and shows it. */
    private readonly fork: (threadId: string, beforeTurnId: string) => Promise<void>,
  ) {}

  /** Shows what would change, asks, and does it. Throws a UserError where there is nothing to do, or not now. */
  async restore(threadId: string, turnId: string): Promise<void> {
    await this.model.load();
    this.checkIdle(threadId);
    const steps = planRestore(this.model.get(threadId), this.turnsFrom(threadId, turnId));
    const lost = steps.filter(({ target }) => !isKnown(target));
    const previews = (await mapParallel(steps, (step) => this.preview(step))).flatMap((each) => each ?? []);
    const lostDetail =
      lost.length === 0
        ? ''
        : vscode.l10n.t(
            'What these files were before is not known, so they stay as they are: {0}',
            `\n${listNames(lost.map(({ path }) => path))}`,
          );
    if (previews.length === 0)
      throw new UserError(
        [vscode.l10n.t('All files are as they were before this turn.'), lostDetail].join(' ').trim(),
      );
    const title = vscode.l10n.t('Restore Files (preview)');
    await vscode.commands.executeCommand(
      'vscode.changes',
      title,
      previews.map(({ step, left, right }) => [vscode.Uri.file(step.path), left, right]),
    );
    const picked = await this.ask(previews, lostDetail);
    await closeTabs(title);
    if (!picked) return;
    // A message may have been sent while the dialog was up.
    this.checkIdle(threadId);
    await this.undo.restore(threadId, steps);
    if (picked === 'fork') await this.fork(threadId, turnId);
  }

  private checkIdle(threadId: string): void {
    if (activeTurn(this.store.getState().threads[threadId]))
      throw new UserError(vscode.l10n.t('Codex is at work in this thread. Stop it first.'));
  }

  /** A turn and all after it: by the thread as it is shown, else by the order in which turns changed files. */
  private turnsFrom(threadId: string, turnId: string): ReadonlySet<string> {
    const logged = [...new Set(this.model.get(threadId).files.map((file) => file.turnId))];
    const shown = this.store.getState().threads[threadId]?.turns.map(({ id }) => id) ?? [];
    const order = shown.includes(turnId) ? shown : logged;
    const index = order.indexOf(turnId);
    return new Set(index < 0 ? [] : order.slice(index));
  }

  private async preview(step: UndoStep): Promise<Preview | undefined> {
    const { path, target } = step;
    if (!isKnown(target)) return undefined;
    const { content, uri } = await this.files.read(path);
    if (isSameContent(content, target)) return undefined;
    const left = content.kind === 'absent' ? contentUri(path, content) : uri;
    return { step, left, right: contentUri(path, target) };
  }

  private async ask(previews: readonly Preview[], lost: string): Promise<'restore' | 'fork' | undefined> {
    const restore =
      previews.length === 1
        ? vscode.l10n.t('Restore 1 File')
        : vscode.l10n.t('Restore {0} Files', previews.length);
    const fork = vscode.l10n.t('Restore and Fork');
    const detail = [
      listNames(previews.map(({ step }) => step.path)),
      vscode.l10n.t(
        'Edits you made to these files since then are taken back too. "Redo Undone Changes" brings everything back.',
      ),
      lost,
    ];
    const picked = await vscode.window.showWarningMessage(
      vscode.l10n.t('Restore files to how they were before this message?'),
      { modal: true, detail: detail.filter(Boolean).join('\n\n') },
      restore,
      fork,
    );
    if (picked === restore) return 'restore';
    return picked === fork ? 'fork' : undefined;
  }
}

async function closeTabs(label: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => tab.label === label || tab.label.startsWith(`${label} (`));
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}
