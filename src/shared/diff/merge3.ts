import { diffTexts } from './diffTexts.ts';
import { type FileLines, indexLines, lineStart } from './fileLines.ts';

export type MergeResult = { readonly kind: 'clean'; readonly text: string } | { readonly kind: 'conflict' };

/** Lines [from, to) of the base (0-based) become `text`. */
interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function slice(file: FileLines, from: number, to: number): string {
  return file.text.slice(lineStart(file, from), lineStart(file, to));
}

function replacements(base: string, changed: string): Replacement[] {
  const file = indexLines(changed);
  return diffTexts(base, changed, 0).map(({ oldStart, oldLines, newStart, newLines }) => {
    const from = oldLines === 0 ? oldStart : oldStart - 1;
    const newFrom = newLines === 0 ? newStart : newStart - 1;
    return { from, to: from + oldLines, text: slice(file, newFrom, newFrom + newLines) };
  });
}

function isSame(a: Replacement, b: Replacement): boolean {
  return a.from === b.from && a.to === b.to && a.text === b.text;
}

/**
 * Merges two changes of one text line by line, as version control does: a change that only one side made is taken, the
 * same change of both sides is taken once, and changes that overlap or touch are a conflict. Never throws.
 */
export function merge3(base: string, mine: string, theirs: string): MergeResult {
  const left = replacements(base, mine);
  const right = replacements(base, theirs);
  const file = indexLines(base);
  const pieces: string[] = [];
  let at = 0;
  const take = ({ from, to, text }: Replacement): void => {
    pieces.push(slice(file, at, from), text);
    at = to;
  };
  let i = 0;
  let j = 0;
  for (;;) {
    const a = left[i];
    const b = right[j];
    if (!a && !b) break;
    if (a && b && isSame(a, b)) {
      take(a);
      i++;
      j++;
    } else if (a && b && a.from <= b.to && b.from <= a.to) {
      return { kind: 'conflict' };
    } else if (a && (!b || a.from < b.from)) {
      take(a);
      i++;
    } else if (b) {
      take(b);
      j++;
    }
  }
  pieces.push(slice(file, at, file.count));
  return { kind: 'clean', text: pieces.join('') };
}
