import { applyHunks } from './applyHunks.ts';
import { applyInPlace } from './applyInPlace.ts';
import { parseUnifiedDiff } from './parseUnifiedDiff.ts';

export type ApplyDiffResult =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/**
 * Applies a unified diff of one file to `text`: `applyHunks` of what `parseUnifiedDiff` reads, only faster when the diff
 * fits. Never throws; the whole diff applies or nothing, and `reason` tells why not.
 */
export function applyUnifiedDiff(text: string, diff: string): ApplyDiffResult {
  const inPlace = applyInPlace(text, diff);
  if (inPlace !== undefined) return { ok: true, text: inPlace };
  const parsed = parseUnifiedDiff(diff);
  if (!parsed.ok) return { ok: false, reason: `the diff cannot be read: ${parsed.reason}` };
  const applied = applyHunks(text, parsed.hunks);
  if (applied.ok) return applied;
  const which = `hunk ${applied.hunkIndex + 1} of ${parsed.hunks.length}`;
  return { ok: false, reason: `${which} does not fit the file: ${applied.reason}` };
}
