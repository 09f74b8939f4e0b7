import { lineChanges, splitLines } from './lineChanges.ts';

/**
 * Puts the change at `line` (0-based) of `after` back to what `before` has there. A removal, which has no line of its
 * own, counts as being at the lines around it. Returns the new text, or null when no change is at that line.
 */
export function revertChangeAt(before: string, after: string, line: number): string | null {
  const changes = lineChanges(before, after);
  const change =
    changes.find(({ newFrom, newTo }) => newFrom <= line && line < newTo) ??
    changes.find(({ newFrom, newTo }) => newFrom === newTo && (line === newFrom || line === newFrom - 1)) ??
    // The cursor behind the last newline is in the last line for a person.
    changes.find(({ newTo }) => newTo === line && line === splitLines(after).length);
  if (!change) return null;
  const lines = splitLines(after);
  const old = splitLines(before).slice(change.oldFrom, change.oldTo);
  return [...lines.slice(0, change.newFrom), ...old, ...lines.slice(change.newTo)].join('');
}
