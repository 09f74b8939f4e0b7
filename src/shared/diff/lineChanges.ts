import { diffTexts } from './diffTexts.ts';

/** A run of changed lines: old [oldFrom, oldTo) became new [newFrom, newTo), 0-based. */
export interface LineChange {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Splits `text` after every `\n`; the pieces joined are the text again. */
export function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** The runs of lines that differ between two texts, in order; unchanged lines lie between any two of them. */
export function lineChanges(before: string, after: string): LineChange[] {
  return diffTexts(before, after, 0).map((hunk) => {
    const oldFrom = hunk.oldLines > 0 ? hunk.oldStart - 1 : hunk.oldStart;
    const newFrom = hunk.newLines > 0 ? hunk.newStart - 1 : hunk.newStart;
    return { oldFrom, oldTo: oldFrom + hunk.oldLines, newFrom, newTo: newFrom + hunk.newLines };
  });
}
