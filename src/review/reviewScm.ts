import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { revealedText } from '../approvals/revealedText.ts';
import { countChanges } from '../shared/diff/unifiedDiff.ts';
import { diffTexts } from '../shared/diff/diffTexts.ts';
import { baselineUri } from './baselineDocuments.ts';
import type { ThreadLog } from './changeLog.ts';
import { openFiles, type OpenFile } from './changePlans.ts';
import { mapParallel, storeDisk } from './diskFiles.ts';
import type { FileAccess } from './fileAccess.ts';
import { type FileContent, isKnown, isSameContent } from './fileContent.ts';
import type { ReviewModel } from './reviewModel.ts';

interface Counts {
  readonly added: number;
  readonly removed: number;
}

/** A row of the source control view: a file that a thread changed. */
export interface ReviewResource extends vscode.SourceControlResourceState {
  readonly threadId: string;
  readonly path: string;
  /** undefined where a side is no text. */
  readonly counts: Counts | undefined;
}

/** A row, and what it was made of. */
interface Row {
  readonly baseline: FileContent;
  readonly now: FileContent;
  readonly source: OpenFile['source'];
  readonly movedFrom: OpenFile['movedFrom'];
  readonly resource: ReviewResource;
}

/** How much longer than it took to list the changes they are left alone while more of them come. */
const restFactor = 4;

/** Whether an argument that VS Code passes to a command is one of our rows. */
export function isReviewResource(value: unknown): value is ReviewResource {
  return typeof value === 'object' && value !== null && 'threadId' in value && 'path' in value;
}

function rowKey({ threadId, path }: Pick<ReviewResource, 'threadId' | 'path'>): string {
  return `${threadId}\n${path}`;
}

/** What a group's title tells: a row of VS Code's view has no room for its own counts but in its tooltip. */
function totalOf(resources: readonly ReviewResource[]): Counts {
  const sum = (side: keyof Counts): number =>
    resources.reduce((total, { counts }) => total + (counts?.[side] ?? 0), 0);
  return { added: sum('added'), removed: sum('removed') };
}

function describe(file: OpenFile, counts: Counts | undefined): string {
  const lines = [revealedText(vscode.workspace.asRelativePath(file.path))];
  if (counts) lines[0] += ` (+${counts.added} −${counts.removed})`;
  if (file.movedFrom !== null)
    lines.push(
      vscode.l10n.t('Moved from {0}', revealedText(vscode.workspace.asRelativePath(file.movedFrom))),
    );
  if (file.source === 'command')
    lines.push(
      vscode.l10n.t(
        'Changed while a command of Codex ran: found by watching the workspace, less ignored folders; up to 5,000 files and 100 MB a turn.',
      ),
    );
  if (file.baseline.kind === 'binary') lines.push(vscode.l10n.t('Not a text file: it cannot be undone.'));
  else if (file.baseline.kind === 'tooLarge')
    lines.push(vscode.l10n.t('Too large to be kept: it cannot be undone.'));
  else if (!isKnown(file.baseline))
    lines.push(vscode.l10n.t('What it was before is not known: it cannot be undone.'));
  return lines.join('\n');
}

/**
 * The source control "Codex Changes": a group for each thread with changes that wait for a verdict, and the gutter's
 * baseline. There only while there is something to show. Refreshed once for a burst of changes.
 */
export class ReviewScm implements vscode.QuickDiffProvider {
  private control: vscode.SourceControl | undefined;
  private readonly groups = new Map<string, vscode.SourceControlResourceGroup>();
  private readonly present = new Map<string, FileContent>();
  /** The files that a person has saved since codex was last seen to change them. */
  private readonly saved = new Set<string>();
  private readonly counts = new Map<string, Counts | undefined>();
  private rows = new Map<string, Row>();
  private readonly subscriptions: vscode.Disposable;
  private refreshing: Promise<void> | undefined;
  private again = false;
  private shownPaths = '';

  constructor(
    private readonly model: ReviewModel,
    private readonly files: FileAccess,
    private readonly onError: (error: unknown) => void,
  ) {
    this.subscriptions = vscode.Disposable.from(
      model.onDidChange(({ paths }) => {
        if (paths === null) this.present.clear();
        else for (const [path, left] of paths) this.see(path, left);
        this.queueRefresh();
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        this.saved.add(uri.fsPath);
        if (this.present.delete(uri.fsPath)) this.queueRefresh();
      }),
    );
  }

  provideOriginalResource(uri: vscode.Uri): vscode.Uri | undefined {
    const threadId = uri.scheme === 'file' ? this.threadOf(uri.fsPath) : undefined;
    return threadId === undefined ? undefined : baselineUri(uri.fsPath, threadId);
  }

  /** The thread whose baseline the gutter of a file (absolute) shows: the one that changed something last. */
  threadOf(path: string): string | undefined {
    const log = this.model
      .all()
      .find((each) => openFiles(each).some((file) => file.path === path && isKnown(file.baseline)));
    return log?.threadId;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.control?.dispose();
  }

  /** Takes what codex left in a file as what it holds, unless a person may have saved it since; else it is read again. */
  private see(path: string, left: FileContent | undefined): void {
    if (left && !this.saved.delete(path)) this.present.set(path, left);
    else this.present.delete(path);
  }

  private queueRefresh(): void {
    this.again = true;
    this.refreshing ??= this.refresh()
      .catch(this.onError)
      .finally(() => {
        this.refreshing = undefined;
      });
  }

  private async refresh(): Promise<void> {
    let restMs = 0;
    while (this.again) {
      // All that one burst of events changed is shown at once; the more there is, the less often.
      await (restMs > 0 ? delay(restMs) : new Promise((resolve) => setImmediate(resolve)));
      this.again = false;
      const began = performance.now();
      const kept = new Map<string, Row>();
      const shown: { log: ThreadLog; resources: ReviewResource[] }[] = [];
      for (const log of this.model.all()) {
        const files = openFiles(log);
        const baselines = new Map(files.map(({ path, baseline }) => [path, baseline]));
        const moved = new Set(files.map(({ movedFrom }) => movedFrom));
        // The place a file was moved from is told by the row of the file.
        const listed = files.filter(({ path }) => !moved.has(path));
        const rows = await mapParallel(listed, (file) => this.toRow(log.threadId, file, baselines));
        const resources = rows.flatMap((row) => row?.resource ?? []);
        for (const row of rows) if (row) kept.set(rowKey(row.resource), row);
        if (resources.length > 0) shown.push({ log, resources });
      }
      this.rows = kept;
      this.show(shown);
      restMs = (performance.now() - began) * restFactor;
    }
  }

  private show(shown: readonly { log: ThreadLog; resources: ReviewResource[] }[]): void {
    const ids = new Set(shown.map(({ log }) => log.threadId));
    for (const [id, group] of this.groups) {
      if (ids.has(id)) continue;
      group.dispose();
      this.groups.delete(id);
    }
    if (shown.length === 0) {
      this.control?.dispose();
      this.control = undefined;
      this.shownPaths = '';
      return;
    }
    const control = this.control ?? this.createControl();
    for (const { log, resources } of shown) {
      const title = revealedText(log.title) || vscode.l10n.t('Untitled thread');
      const { added, removed } = totalOf(resources);
      const label = vscode.l10n.t('Codex changes: {0} (+{1} −{2})', title, added, removed);
      const group = this.groups.get(log.threadId) ?? control.createResourceGroup(log.threadId, label);
      this.groups.set(log.threadId, group);
      group.label = label;
      group.resourceStates = resources;
    }
    control.count = shown.reduce((sum, { resources }) => sum + resources.length, 0);
    const paths = shown.flatMap(({ resources }) => resources.map(({ path }) => path)).join('\n');
    if (paths === this.shownPaths) return;
    this.shownPaths = paths;
    // VS Code asks for the original of an open file once; a new provider makes it ask again.
    Object.assign(control, { quickDiffProvider: undefined });
    control.quickDiffProvider = this;
  }

  private createControl(): vscode.SourceControl {
    const control = vscode.scm.createSourceControl('codexChat', vscode.l10n.t('Codex Changes'));
    control.inputBox.visible = false;
    control.quickDiffProvider = this;
    this.control = control;
    return control;
  }

  private async toRow(
    threadId: string,
    file: OpenFile,
    baselines: ReadonlyMap<string, FileContent>,
  ): Promise<Row | undefined> {
    const { path, movedFrom, source } = file;
    const baseline = (movedFrom === null ? undefined : baselines.get(movedFrom)) ?? file.baseline;
    const now = this.present.get(path) ?? (await storeDisk(this.model.contents, path));
    this.present.set(path, now);
    if (isSameContent(baseline, now) && movedFrom === null) return undefined;
    const known = this.rows.get(rowKey({ threadId, path }));
    // A row that stays the same is not made, nor sent to VS Code, again.
    const isSame =
      known?.baseline === baseline &&
      known.now === now &&
      known.source === source &&
      known.movedFrom === movedFrom;
    if (isSame) return known;
    const resource = await this.toResource(threadId, { ...file, baseline }, now);
    return { baseline, now, source, movedFrom, resource };
  }

  private async toResource(threadId: string, file: OpenFile, now: FileContent): Promise<ReviewResource> {
    const { path, baseline } = file;
    const resourceUri = vscode.Uri.file(path);
    const counts = await this.count(baseline, now, resourceUri);
    return {
      threadId,
      path,
      counts,
      resourceUri,
      command: {
        title: vscode.l10n.t('Open Changes'),
        command: 'codexChat.openChanges',
        arguments: [{ threadId, path }],
      },
      contextValue: isKnown(baseline) ? 'undoable' : 'fixed',
      decorations: { strikeThrough: now.kind === 'absent', tooltip: describe(file, counts) },
    };
  }

  private async count(before: FileContent, after: FileContent, uri: vscode.Uri): Promise<Counts | undefined> {
    const key = JSON.stringify([before, after]);
    if (this.counts.has(key)) return this.counts.get(key);
    const old = await this.files.textOf(before, uri);
    const now = await this.files.textOf(after, uri);
    const counts = old === undefined || now === undefined ? undefined : countChanges(diffTexts(old, now));
    this.counts.set(key, counts);
    return counts;
  }
}
