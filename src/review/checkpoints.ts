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

interface RestorePlan {
  readonly steps: readonly UndoStep[];
  readonly previews: readonly Preview[];
  readonly lost: string;
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
    const { steps, previews, lost } = await this.plan(threadId, turnId);
    if (previews.length === 0)
      throw new UserError(
        [vscode.l10n.t('All files are as they were before this turn.'), lost].join(' ').trim(),
      );
    const picked = await showPreviews(previews, () => this.ask(previews, lost));
    if (!picked) return;
    // A message may have been sent while the dialog was up.
    this.checkIdle(threadId);
    await this.undo.restore(threadId, steps);
    if (picked === 'fork') await this.fork(threadId, turnId);
  }

  /**
   * Asks, before a message is edited, whether the files are to be put back to how they were before it; not when they are
   * that. Resolves with what does it (or nothing), to be called when there is a thread for it; undefined: the person gave
   * up.
   */
  async askBeforeEdit(threadId: string, turnId: string): Promise<(() => Promise<void>) | undefined> {
    const nothing = (): Promise<void> => Promise.resolve();
    await this.model.load();
    const { steps, previews, lost } = await this.plan(threadId, turnId);
    if (previews.length === 0) return nothing;
    if (activeTurn(this.store.getState().threads[threadId])) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The files stay as they are, since Codex is at work in the thread of this message.'),
      );
      return nothing;
    }
    const restore = vscode.l10n.t('Restore Files and Edit');
    const edit = vscode.l10n.t('Edit Only');
    const picked = await showPreviews(previews, () =>
      vscode.window.showWarningMessage(
        vscode.l10n.t('Restore files to how they were before this message, too?'),
        { modal: true, detail: detailOf(previews, lost) },
        restore,
        edit,
      ),
    );
    if (picked === edit) return nothing;
    if (picked !== restore) return undefined;
    return async () => {
      this.checkIdle(threadId);
      await this.undo.restore(threadId, steps);
    };
  }

  /** What restoring to a turn would do. `lost` says, if so, what it cannot. */
  private async plan(threadId: string, turnId: string): Promise<RestorePlan> {
    const steps = planRestore(this.model.get(threadId), this.turnsFrom(threadId, turnId));
    const previews = (await mapParallel(steps, (step) => this.preview(step))).flatMap((each) => each ?? []);
    const lost = steps.filter(({ target }) => !isKnown(target));
    if (lost.length === 0) return { steps, previews, lost: '' };
    const names = listNames(lost.map(({ path }) => path));
    return {
      steps,
      previews,
      lost: vscode.l10n.t(
        'What these files were before is not known, so they stay as they are: {0}',
        `\n${names}`,
      ),
    };
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
    const picked = await vscode.window.showWarningMessage(
      vscode.l10n.t('Restore files to how they were before this message?'),
      { modal: true, detail: detailOf(previews, lost) },
      restore,
      fork,
    );
    if (picked === restore) return 'restore';
    return picked === fork ? 'fork' : undefined;
  }
}

function detailOf(previews: readonly Preview[], lost: string): string {
  const parts = [
    listNames(previews.map(({ step }) => step.path)),
    vscode.l10n.t(
      'Edits you made to these files since then are taken back too. "Redo Undone Changes" brings everything back.',
    ),
    lost,
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** Shows what would change while the person is asked. */
async function showPreviews<T>(previews: readonly Preview[], ask: () => Thenable<T>): Promise<T> {
  const title = vscode.l10n.t('Restore Files (preview)');
  await vscode.commands.executeCommand(
    'vscode.changes',
    title,
    previews.map(({ step, left, right }) => [vscode.Uri.file(step.path), left, right]),
  );
  const picked = await ask();
  await closeTabs(title);
  return picked;
}

async function closeTabs(label: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => tab.label === label || tab.label.startsWith(`${label} (`));
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}
