import { diffTexts } from '../shared/diff/diffTexts.ts';

/**
 * A hunk as VS Code's gutter names it: 1-based lines of the original (the baseline) and of the modified file, ends
 * included. An end of 0 means no lines, after the line that the start names.
 */
export interface LineChange {
  readonly originalStartLineNumber: number;
  readonly originalEndLineNumber: number;
  readonly modifiedStartLineNumber: number;
  readonly modifiedEndLineNumber: number;
}

/** Lines [from, to), 0-based. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

function toRange(start: number, end: number): LineRange {
  return end === 0 ? { from: start, to: start } : { from: start - 1, to: end };
}

/** The lines of the baseline that a hunk replaced. */
export function originalRange(change: LineChange): LineRange {
  return toRange(change.originalStartLineNumber, change.originalEndLineNumber);
}

/** The lines of the file that a hunk put there. */
export function modifiedRange(change: LineChange): LineRange {
  return toRange(change.modifiedStartLineNumber, change.modifiedEndLineNumber);
}

/** Whether a value, as a menu passes it, is a hunk. */
export function isLineChange(value: unknown): value is LineChange {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Record<string, unknown>;
  return [
    'originalStartLineNumber',
    'originalEndLineNumber',
    'modifiedStartLineNumber',
    'modifiedEndLineNumber',
  ].every((name) => Number.isSafeInteger(record[name]));
}

const lineEnd = /\r\n|\r|\n/g;

/** The lines as VS Code counts them, each with its own line end; the last one, which may be empty, has none. */
function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(lineEnd)) {
    lines.push(text.slice(start, match.index + match[0].length));
    start = match.index + match[0].length;
  }
  lines.push(text.slice(start));
  return lines;
}

/**
 * Replaces lines of `target` by lines of `source`. All other lines keep their line ends, also mixed ones; a new line
 * keeps its own.
 */
export function spliceLines(
  target: string,
  range: LineRange,
  source: string,
  sourceRange: LineRange,
): string {
  const lines = splitLines(target);
  const eol = (/\r\n|\r|\n/.exec(target) ?? /\r\n|\r|\n/.exec(source))?.[0] ?? '\n';
  const added = splitLines(source).slice(sourceRange.from, sourceRange.to);
  lines.splice(range.from, range.to - range.from, ...added);
  return lines
    .map((line, index) => {
      const bare = line.replace(/(\r\n|\r|\n)$/, '');
      if (index === lines.length - 1) return bare;
      return bare === line ? line + eol : line;
    })
    .join('');
}

/**
 * Whether a hunk can be one of these two texts: its lines exist and the lines around it are the same on both sides.
 * What a menu or a lens passes may be older than the last change of the file or of its baseline.
 */
export function fitsTexts(original: string, modified: string, change: LineChange): boolean {
  const [left, right] = [splitLines(original), splitLines(modified)];
  const [old, now] = [originalRange(change), modifiedRange(change)];
  if (old.from < 0 || now.from < 0 || old.to < old.from || now.to < now.from) return false;
  if (old.to > left.length || now.to > right.length) return false;
  // The gutter may overlook white space at the ends of lines.
  const isSameLine = (a: number, b: number): boolean => left[a]?.trim() === right[b]?.trim();
  return isSameLine(old.from - 1, now.from - 1) && isSameLine(old.to, now.to);
}

/** The hunks between two texts as the gutter names them. Differences in line ends alone are none. */
export function lineChanges(original: string, modified: string): LineChange[] {
  const normal = (text: string): string => `${text.replaceAll(lineEnd, '\n')}\n`;
  return diffTexts(normal(original), normal(modified), 0).map((hunk) => ({
    originalStartLineNumber: hunk.oldStart,
    originalEndLineNumber: hunk.oldLines === 0 ? 0 : hunk.oldStart + hunk.oldLines - 1,
    modifiedStartLineNumber: hunk.newStart,
    modifiedEndLineNumber: hunk.newLines === 0 ? 0 : hunk.newStart + hunk.newLines - 1,
  }));
}
