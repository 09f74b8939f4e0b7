import { type FileLines, lineEnd, lineStart, looseLine } from './fileLines.ts';
import type { Hunk } from './unifiedDiff.ts';

/** `exact`: every old line is in the file character for character; `loose`: but for line ends or a byte order mark. */
export type MatchLevel = 'exact' | 'loose';

export interface HunkPlace {
  /** 0-based line where the hunk's old lines start. */
  readonly line: number;
  readonly level: MatchLevel;
}

/** Compares the hunk's old lines with the file's lines from `at` on. */
function matchAt(file: FileLines, hunk: Hunk, oldCount: number, at: number): MatchLevel | undefined {
  const end = at + oldCount;
  if (at < 0 || end > file.count) return undefined;
  const coversUnterminated = file.unterminated && end === file.count;
  if (hunk.oldEndsWithoutNewline && !coversUnterminated) return undefined;
  let level: MatchLevel = coversUnterminated && !hunk.oldEndsWithoutNewline ? 'loose' : 'exact';
  let index = at;
  for (const { kind, text } of hunk.lines) {
    if (kind === 'added') continue;
    const start = lineStart(file, index);
    const stop = lineEnd(file, index);
    if (stop - start !== text.length || !file.text.startsWith(text, start)) {
      // Only edge characters may differ, so lengths that are far apart need no copy to tell.
      if (Math.abs(stop - start - text.length) > 2) return undefined;
      if (looseLine(file.text.slice(start, stop)) !== looseLine(text)) return undefined;
      level = 'loose';
    }
    index++;
  }
  return level;
}

/** Finds hunks in one file: at the line they name, or where else their old lines occur exactly once. */
export class HunkLocator {
  readonly #file: FileLines;
  #linesByText: Map<string, number[]> | undefined;
  /** Line comparisons left for searching; a hostile patch against a repetitive file must not hang the caller. */
  #searchBudget = 1_000_000;

  constructor(file: FileLines) {
    this.#file = file;
  }

  /**
   * Finds a hunk with `oldCount` > 0 old lines at or after line `from`, trying line `expected` first (both 0-based).
   * Returns its place, or why there is none.
   */
  locate(hunk: Hunk, oldCount: number, expected: number, from: number): HunkPlace | string {
    if (expected >= from) {
      const level = matchAt(this.#file, hunk, oldCount, expected);
      if (level) return { line: expected, level };
    }
    const anchor = this.#rarestOldLine(hunk);
    let found: HunkPlace | undefined;
    for (const position of anchor.positions) {
      const line = position - anchor.offset;
      if (line < from) continue;
      this.#searchBudget -= oldCount;
      if (this.#searchBudget < 0) return 'its lines occur too often in the file to search for them';
      const level = matchAt(this.#file, hunk, oldCount, line);
      if (!level) continue;
      if (found) return 'its lines are not where it says and occur more than once elsewhere';
      found = { line, level };
    }
    return found ?? 'its old lines are not in the file';
  }

  #rarestOldLine(hunk: Hunk): { positions: readonly number[]; offset: number } {
    const linesByText = (this.#linesByText ??= this.#indexTexts());
    let best: { positions: readonly number[]; offset: number } | undefined;
    let offset = 0;
    for (const { kind, text } of hunk.lines) {
      if (kind === 'added') continue;
      const positions = linesByText.get(looseLine(text)) ?? [];
      if (!best || positions.length < best.positions.length) best = { positions, offset };
      offset++;
    }
    return best ?? { positions: [], offset: 0 };
  }

  #indexTexts(): Map<string, number[]> {
    const linesByText = new Map<string, number[]>();
    for (let index = 0; index < this.#file.count; index++) {
      const key = looseLine(this.#file.text.slice(lineStart(this.#file, index), lineEnd(this.#file, index)));
      const positions = linesByText.get(key);
      if (positions) positions.push(index);
      else linesByText.set(key, [index]);
    }
    return linesByText;
  }
}
