import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import { openFiles, selectOpen } from './changePlans.ts';
import type { FileAccess } from './fileAccess.ts';
import { type FileContent, isKnown, isSameContent } from './fileContent.ts';
import {
  fitsTexts,
  type LineChange,
  lineChanges,
  modifiedRange,
  originalRange,
  spliceLines,
} from './lineChange.ts';
import type { ReviewModel } from './reviewModel.ts';

interface HunkPlace {
  readonly threadId: string;
  readonly uri: vscode.Uri;
  readonly path: string;
  readonly baseline: FileContent;
  /** Whose baseline that is: of a moved file, the place it came from. */
  readonly baselinePath: string;
  readonly baselineText: string;
  readonly now: FileContent;
  readonly nowText: string;
}

function staleMessage(): string {
  return vscode.l10n.t('The file was changed in the meantime. Try again.');
}

/** Keeps and undoes single hunks of a file, as the gutter, the lenses or the cursor name them. */
export class HunkActions {
  constructor(
    private readonly model: ReviewModel,
    private readonly files: FileAccess,
    private readonly threadOf: (path: string) => string | undefined,
  ) {}

  /** The hunks of a document against its baseline; none when it has none. */
  async hunksOf(document: vscode.TextDocument): Promise<LineChange[]> {
    const place = await this.place(document.uri);
    return place ? lineChanges(place.baselineText, document.getText()) : [];
  }

  /** Puts the baseline's lines back: an edit of the document, saved if it had no unsaved edits. */
  async undo(uri: vscode.Uri, hunk: LineChange): Promise<void> {
    const place = await this.place(uri);
    if (!place) return;
    const { path, now, nowText, baselineText, threadId } = place;
    if (!fitsTexts(baselineText, nowText, hunk)) throw new UserError(staleMessage());
    const isWholeFile = place.baseline.kind === 'absent' && lineChanges(baselineText, nowText).length === 1;
    const text = spliceLines(nowText, modifiedRange(hunk), baselineText, originalRange(hunk));
    const wrote = isWholeFile ? place.baseline : await this.store(text, place, now);
    if (!isKnown(wrote) || isSameContent(wrote, now)) return;
    const undo = {
      id: randomUUID(),
      atMs: Date.now(),
      kind: 'hunk' as const,
      entries: [{ path, replaced: now, wrote }],
    };
    await this.model.dispatch(threadId, { type: 'undone', undo, records: [] });
    let failed = [path];
    try {
      await this.files.write(path, wrote);
      failed = [];
    } finally {
      await this.model.dispatch(threadId, { type: 'written', undoId: undo.id, failed });
    }
  }

  /** Takes a hunk into the baseline: it is no change any more. With the last one the file is kept. */
  async keep(uri: vscode.Uri, hunk: LineChange): Promise<void> {
    const place = await this.place(uri);
    if (!place) return;
    const { path, baselinePath, baselineText, nowText, threadId } = place;
    if (!fitsTexts(baselineText, nowText, hunk)) throw new UserError(staleMessage());
    const text = spliceLines(baselineText, originalRange(hunk), nowText, modifiedRange(hunk));
    const baseline = await this.store(text, place, place.baseline);
    await this.model.dispatch(threadId, { type: 'baselineMoved', path: baselinePath, baseline });
    if (lineChanges(text, nowText).length > 0) return;
    const records = selectOpen(this.model.get(threadId), [path]).flatMap((file) => file.records);
    await this.model.dispatch(threadId, { type: 'kept', records });
  }

  /** A text that ends up as the other side's has that side's very bytes, also where line ends are mixed. */
  private async store(text: string, place: HunkPlace, like: FileContent): Promise<FileContent> {
    if (text === place.baselineText) return place.baseline;
    if (text === place.nowText) return place.now;
    return this.files.store(text, like.kind === 'blob' ? like : place.now, place.uri);
  }

  private async place(uri: vscode.Uri): Promise<HunkPlace | undefined> {
    await this.model.load();
    const path = uri.fsPath;
    const threadId = uri.scheme === 'file' ? this.threadOf(path) : undefined;
    if (threadId === undefined) return undefined;
    const files = openFiles(this.model.get(threadId));
    const file = files.find((each) => each.path === path);
    if (!file) return undefined;
    const source = files.find((each) => each.path === file.movedFrom) ?? file;
    const { baseline, path: baselinePath } = source;
    const { content: now } = await this.files.read(path);
    const baselineText = await this.files.textOf(baseline, uri);
    const nowText = await this.files.textOf(now, uri);
    if (baselineText === undefined || nowText === undefined) return undefined;
    return { threadId, uri, path, baseline, baselinePath, baselineText, now, nowText };
  }
}
